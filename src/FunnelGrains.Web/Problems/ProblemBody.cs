namespace FunnelGrains.Web.Problems;

/// <summary>A problem document (RFC 9457).</summary>
/// <param name="Type">A URI that names the kind of problem.</param>
/// <param name="Title">The kind in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong here, and where one can, what to do.</param>
/// <param name="Errors">Each bad field by its JSON pointer (or parameter), with what is wrong with it.</param>
/// <param name="TraceId">Finds the request in the server's log.</param>
internal sealed record ProblemBody(
    string Type, string Title, int Status, string Detail, IReadOnlyDictionary<string, string[]>? Errors = null, string? TraceId = null);
