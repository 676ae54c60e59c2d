using System.Text.Json;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Calendars.Holidays;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Bodies;
using FunnelGrains.Web.Describing;
using FunnelGrains.Web.Problems;
using FunnelGrains.Web.Reading;
using FunnelGrains.Web.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FunnelGrains.Web.Calendars;

/// <summary><c>/api/v1/calendars</c>: the holidays that are known by rule, and a calendar with those that were chosen.</summary>
internal static class HolidayEndpoints
{
    public static void MapHolidays(this IEndpointRouteBuilder api)
    {
        api.MapGet("/calendars/countries", () => Results.Json(HolidayBook.Countries.Select(CountryBody.Of), WireJson.Options)).RequireAuthorization(Caller.Read)
            .Describe("Calendars", "listCountries", "The countries whose holidays are known", "With their regions; holidays of municipalities are exceptions that a calendar gets by hand.")
            .Answers<CountryBody[]>(200, HolidayExamples.Countries);
        api.MapGet("/calendars/holidays", (Delegate)List).RequireAuthorization(Caller.Read)
            .Describe("Calendars", "listHolidays", "The holidays of a country and region", "By date, each with the law that made it; `optional` ones bind nobody, and a calendar keeps those that are chosen.")
            .Query("country", "ISO 3166-1 code.", "BR", [.. HolidayBook.Countries.Select(country => country.Code)])
            .Query("region", "With those of this region of the country (ISO 3166-2, without the country).", "SP")
            .Query("from", "First year.", "2026")
            .Query("to", $"Last year, inclusive; at most {HolidayBook.MostYears} years. Without it: the first.", "2028")
            .Answers<HolidaysBody>(200, HolidayExamples.Holidays).Problems(400);
        api.MapPost("/calendars/holidays", (Delegate)MergeAsync).RequireAuthorization(Caller.Read).ChangesNothing()
            .Describe(
                "Calendars", "mergeHolidays", "A calendar with its holidays",
                "Makes the exceptions of some years from a choice of holidays, `holidays`, and notes it in the calendar. Without `holidays` the calendar's own choice is used again, so what was struck off stays so. "
                + "Exceptions that were set by hand stay. Nothing is stored.")
            .Takes<HolidayMergeRequest>(JsonBody.MediaType, "São Paulo without 9 July 2026", HolidayExamples.Merge)
            .Answers<HolidayMergeBody>(200, HolidayExamples.Merged).Problems(400, 413, 415, 422);
    }

    private static IResult List(HttpContext context)
    {
        var query = new QueryReader(context.Request.Query, ["country", "region", "from", "to"]);
        var country = HolidayBook.Find(query.Text("country"));
        if (country is null) query.Refuse("country", $"must be one of {string.Join(", ", HolidayBook.Countries.Select(known => known.Code))}");
        var region = query.Text("region") is { } code ? country?.FindRegion(code) : null;
        if (country is not null && region is null && query.Text("region") is not null)
            query.Refuse("region", country.Regions.Count == 0 ? "is not known of this country" : $"must be one of {string.Join(", ", country.Regions.Select(known => known.Code))}");
        var from = query.Number("from", 0, HolidayBook.FirstYear, HolidayBook.LastYear);
        if (query.Text("from") is null) query.Refuse("from", "is required, a year such as 2026");
        var to = query.Number("to", from, HolidayBook.FirstYear, HolidayBook.LastYear);
        if (query.Problem is null && Span(from, to) is { } wrong) query.Refuse("to", wrong);
        return query.Problem ?? Results.Json(
            new HolidaysBody(country!.Code, region?.Code, from, to, country.In(region, from, to).Select(HolidayBody.Of)), WireJson.Options);
    }

    private static async Task<IResult> MergeAsync(HttpContext context)
    {
        var (json, refusal) = await JsonBody.ReadAsync(context);
        using (json) return refusal ?? Merge(json!.RootElement);
    }

    private static IResult Merge(JsonElement body)
    {
        var errors = new List<FieldError>();
        return HolidayMergeReader.Read(body, errors) is { } asked
            ? Results.Json(HolidayMergeBody.Of(HolidayMerge.Apply(asked.Calendar, asked.Choice, asked.From, asked.To)), WireJson.Options)
            : Problem.Fields(StatusCodes.Status422UnprocessableEntity, "cannot be merged", errors);
    }

    /// <summary>What is wrong with the years; null when nothing is.</summary>
    internal static string? Span(int from, int to) =>
        to < from ? "is before from" : to - from >= HolidayBook.MostYears ? $"is more than {HolidayBook.MostYears} years with from" : null;
}
