using System.Collections.Immutable;
using System.Text.Json;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Domain.Goals.Planning;
using FunnelGrains.Web.Ingest;

namespace FunnelGrains.Web.Planning;

/// <summary>What is to be planned, as it was read.</summary>
internal sealed record PlanRequest(
    decimal? Customers, decimal? Revenue, decimal Share, decimal? AverageDeal, string? Currency, ImmutableSortedDictionary<string, decimal> Rates,
    GoalPeriod Period, decimal? MedianDays, PlanCapacity? Capacity)
{
    private const decimal Most = 1_000_000_000_000m;
    private const int MostReps = 1_000_000;

    private static readonly ImmutableArray<string> Members =
        ["customers", "revenue", "marketingShare", "averageDeal", "currency", "rates", "period", "medianDays", "capacity"];

    public static PlanRequest? Read(JsonElement json, AgreementBook book, List<FieldError> errors)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError("", "must be an object"));
            return null;
        }

        CheckMembers(json, "", Members, errors);
        var fields = new EventFields(json, "", errors);
        var customers = Number(json, "", "customers", 0, Most, errors);
        var revenue = Number(json, "", "revenue", 0, Most, errors);
        if (customers is null == revenue is null && errors.Count == 0) errors.Add(new FieldError(customers is null ? "/customers" : "/revenue", "give customers or revenue, one of both"));
        var share = Number(json, "", "marketingShare", 0, 1, errors);
        var deal = Number(json, "", "averageDeal", 0, Most, errors);
        var currency = fields.Currency("currency", required: revenue is not null && !fields.Has("averageDeal"));
        var rates = RatesOf(json, book, errors);
        var period = PeriodOf(fields);
        var median = Number(json, "", "medianDays", 0, 3_650, errors);
        var capacity = CapacityOf(json, errors);
        return errors.Count > 0 ? null : new PlanRequest(customers, revenue, share ?? 1, deal, currency, rates, period, median, capacity);
    }

    private static GoalPeriod PeriodOf(EventFields fields)
    {
        if (fields.Text("period") is not { } text) return GoalPeriod.Month;
        foreach (var period in Enum.GetValues<GoalPeriod>())
            if (JsonNamingPolicy.SnakeCaseLower.ConvertName(period.ToString()) == text) return period;
        fields.Add("period", "is not one of week, month, quarter");
        return default;
    }

    private static ImmutableSortedDictionary<string, decimal> RatesOf(JsonElement json, AgreementBook book, List<FieldError> errors)
    {
        var rates = ImmutableSortedDictionary.CreateBuilder<string, decimal>(StringComparer.Ordinal);
        if (!json.TryGetProperty("rates", out var given) || given.ValueKind == JsonValueKind.Null) return rates.ToImmutable();
        if (given.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError("/rates", "must be an object of stage to rate"));
            return rates.ToImmutable();
        }

        var stages = book.Latest.Funnel.SkipLast(1).Select(stage => stage.Key).ToList();
        CheckMembers(given, "/rates", stages, errors);
        foreach (var stage in stages)
            if (Number(given, "/rates", stage, 0, 1, errors) is { } rate) rates[stage] = rate;
        return rates.ToImmutable();
    }

    private static PlanCapacity? CapacityOf(JsonElement json, List<FieldError> errors)
    {
        if (!json.TryGetProperty("capacity", out var given) || given.ValueKind == JsonValueKind.Null) return null;
        if (given.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError("/capacity", "must be an object"));
            return null;
        }

        CheckMembers(given, "/capacity", ["reps", "leadsPerRep"], errors);
        var reps = Number(given, "/capacity", "reps", 0, MostReps, errors, required: true);
        var each = Number(given, "/capacity", "leadsPerRep", 0, Most / MostReps, errors, required: true);
        if (reps is { } people && decimal.Truncate(people) != people) errors.Add(new FieldError("/capacity/reps", "must be a whole number"));
        return reps is { } some && each is { } leads && errors.Count == 0 ? new PlanCapacity((int)some, leads) : null;
    }

    private static decimal? Number(JsonElement json, string at, string name, decimal least, decimal most, List<FieldError> errors, bool required = false)
    {
        var pointer = FieldError.Below(at, name);
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            if (required) errors.Add(new FieldError(pointer, "is required"));
            return null;
        }

        if (!EventFields.TryAmount(value, out var number)) errors.Add(new FieldError(pointer, "must be a number"));
        else if (number < least || number > most) errors.Add(new FieldError(pointer, FormattableString.Invariant($"must be from {least} to {most}")));
        else if (decimal.Round(number, BackPlan.Places) != number) errors.Add(new FieldError(pointer, $"has more than {BackPlan.Places} decimals"));
        else return number;
        return null;
    }

    private static void CheckMembers(JsonElement json, string at, IReadOnlyCollection<string> members, List<FieldError> errors)
    {
        foreach (var member in json.EnumerateObject())
            if (!members.Contains(member.Name, StringComparer.Ordinal))
                errors.Add(new FieldError(FieldError.Below(at, EventFields.Shown(member.Name)), $"is not one of {string.Join(", ", members)}"));
    }
}
