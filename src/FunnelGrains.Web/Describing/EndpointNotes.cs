using FunnelGrains.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace FunnelGrains.Web.Describing;

/// <summary>A kind of body that an endpoint takes.</summary>
/// <param name="MediaType">Its media type.</param>
/// <param name="Schema">A type of that shape.</param>
/// <param name="Many">Whether it is an array of them.</param>
/// <param name="Name">What the example shows.</param>
/// <param name="Example">A body that would be taken.</param>
internal sealed record BodyNote(string MediaType, Type Schema, bool Many, string Name, string Example);

/// <summary>A parameter of the query or a header.</summary>
internal sealed record ParameterNote(string Name, string Description, string? Example, IReadOnlyList<string> Values, bool IsHeader);

/// <summary>What an answer looks like.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Example">JSON; of another media type the text itself, or a word for what no text shows.</param>
/// <param name="MediaType">Its media type.</param>
internal sealed record AnswerNote(int Status, string Example, string MediaType = "application/json");

/// <summary>How endpoints say what they take and answer, beside where they are mapped: whatever a handler reads by itself, no framework can see.</summary>
internal static class EndpointNotes
{
    /// <summary>Says what it does.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string tag, string name, string summary, string description) =>
        endpoint.WithTags(tag).WithName(name).WithSummary(summary).WithDescription(description);

    /// <summary>Says that it takes a body.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint, string mediaType, string name, string example, bool many = false) =>
        endpoint.WithMetadata(new BodyNote(mediaType, typeof(T), many, name, example));

    /// <summary>Says that it reads a parameter of the query; with values, one of them.</summary>
    public static RouteHandlerBuilder Query(this RouteHandlerBuilder endpoint, string name, string description, string? example = null, params string[] values) =>
        endpoint.WithMetadata(new ParameterNote(name, description, example, values, IsHeader: false));

    /// <summary>Says that it reads a header.</summary>
    public static RouteHandlerBuilder Header(this RouteHandlerBuilder endpoint, string name, string description, string? example = null) =>
        endpoint.WithMetadata(new ParameterNote(name, description, example, [], IsHeader: true));

    /// <summary>Says what it answers.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint, int status, string example) =>
        endpoint.Produces<T>(status, "application/json").WithMetadata(new AnswerNote(status, example));

    /// <summary>Says that it answers 200 with a file, in one of some media types, each with an example.</summary>
    public static RouteHandlerBuilder AnswersFile(this RouteHandlerBuilder endpoint, params (string MediaType, string Example)[] kinds) => endpoint
        .Produces<Stream>(200, kinds[0].MediaType, [.. kinds.Skip(1).Select(kind => kind.MediaType)])
        .WithMetadata([.. kinds.Select(kind => new AnswerNote(200, kind.Example, kind.MediaType))]);

    /// <summary>Says which problems it answers; those of its authorization are added by themselves.</summary>
    public static RouteHandlerBuilder Problems(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses) endpoint.Produces<ProblemBody>(status, "application/problem+json");
        return endpoint;
    }
}
