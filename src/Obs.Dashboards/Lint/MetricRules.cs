using System.Collections.Frozen;
using Obs.Dashboards.Expressions;

namespace Obs.Dashboards;

/// <summary>Checks the metrics of one widget or alarm, by themselves and against what the service emits.</summary>
/// <remarks><c>chosenByReader</c>: dimensions whose values are not what is checked.</remarks>
internal sealed class MetricRules(MetricCatalogue? catalogue, Findings findings, IReadOnlySet<string>? chosenByReader = null)
{
    private readonly IReadOnlySet<string> _chosenByReader = chosenByReader ?? FrozenSet<string>.Empty;

    public void Check(IReadOnlyList<CheckedMetric> metrics)
    {
        CheckIds(metrics);
        foreach (CheckedMetric metric in metrics)
        {
            if (metric.Series is not null)
            {
                CheckStatistic(metric.Place, metric.Stat, Find(metric.Series.Namespace, metric.Series.Name));
                CheckSeries(metric.Place, metric.Series);
            }
        }

        new ExpressionRules(this, metrics, findings).Check();
    }

    /// <summary>Checks a search as if it were a series with some values left open.</summary>
    public void CheckSearch(string place, SearchText search)
    {
        if (catalogue is null || search.Namespace is not { } space || search.MetricName is not { } name || IsOfAws(space))
        {
            return;
        }

        if (Find(space, name) is not { } metric)
        {
            AddUnknown(place, space, name);
        }
        else if (search.Schema.Count > 0 && metric.Find(search.Dimensions) is null)
        {
            AddWrongDimensions(place, metric, search.Dimensions);
        }
        else if (search.Terms.Where(static term => term.Key is not "MetricName" and not "Namespace")
            .FirstOrDefault(term => IsUnseen(metric.Find(search.Dimensions), term.Key, term.Value)) is { Key: { } key } term)
        {
            findings.Add(DashboardRule.NeverReceived, place, $"no series of {space} {name} has {key} = {term.Value}.");
        }
    }

    public void CheckStatistic(string place, string stat, CataloguedMetric? metric)
    {
        if (!StatisticName.IsKnown(stat))
        {
            findings.Add(
                DashboardRule.UnknownStatistic, place,
                $"there is no statistic {stat}; there are SampleCount, Sum, Average, Minimum, Maximum, p99, tm99, TM(10%:90%), PR(:300) and IQM.");
        }
        else if (metric is { Kind: MetricKind.Statistics } && !StatisticName.IsSimple(stat))
        {
            findings.Add(
                DashboardRule.PercentileOfStatisticSet, place,
                $"{metric.Namespace} {metric.Name} is published as statistic sets: {stat} cannot be had from them.");
        }
    }

    public CataloguedMetric? Find(string space, string name) => catalogue?.Find(space, name);

    private static bool IsOfAws(string space) => space.StartsWith("AWS/", StringComparison.Ordinal);

    private static bool IsUnseen(DimensionSet? set, string dimension, string value) =>
        set is { Series.Count: > 0 } && set.Names.Contains(dimension) && !set.Values(dimension).Contains(value);

    private void CheckIds(IReadOnlyList<CheckedMetric> metrics)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (CheckedMetric metric in metrics.Where(static m => m.Id is not null))
        {
            bool isValid = metric.Id!.Length is > 0 and <= 255 && char.IsAsciiLetterLower(metric.Id[0])
                && metric.Id.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');
            findings.Require(
                isValid, DashboardRule.InvalidId, metric.Place,
                $"\"{metric.Id}\" is not an id: a lower-case letter, then letters, digits and underscores.");
            findings.Require(
                seen.Add(metric.Id), DashboardRule.InvalidId, metric.Place, $"the id {metric.Id} stands here for the second time.");
        }
    }

    private void CheckSeries(string place, SeriesId series)
    {
        if (catalogue is null || IsOfAws(series.Namespace))
        {
            return;
        }

        string[] names = [.. series.Dimensions.Select(static d => d.Name)];
        if (Find(series.Namespace, series.Name) is not { } metric)
        {
            AddUnknown(place, series.Namespace, series.Name);
        }
        else if (metric.Find(names) is not { } set)
        {
            AddWrongDimensions(place, metric, names);
        }
        else if (set.Series.Count > 0
            && !set.Series.Any(values => set.Names.Zip(values).All(pair => IsLike(series, pair.First, pair.Second))))
        {
            (string Name, string Value) unseen =
                series.Dimensions.FirstOrDefault(d => !_chosenByReader.Contains(d.Name) && IsUnseen(set, d.Name, d.Value));
            findings.Add(DashboardRule.NeverReceived, place, unseen.Name is null
                ? $"the series {series} was never received, though each of its values was."
                : $"no series of {series.Namespace} {series.Name} has {unseen.Name} = {unseen.Value}{NearestName.Hint(unseen.Value, set.Values(unseen.Name))}");
        }
    }

    private bool IsLike(SeriesId series, string dimension, string value) =>
        series.Value(dimension) == value || _chosenByReader.Contains(dimension);

    private void AddUnknown(string place, string space, string name)
    {
        string hint = catalogue!.Metrics.FirstOrDefault(m => m.Name == name) is { } elsewhere
            ? $"; {elsewhere.Namespace} has one of this name"
            : NearestName.Hint($"{space} {name}", catalogue.Metrics.Select(static m => $"{m.Namespace} {m.Name}"));
        findings.Add(DashboardRule.UnknownMetric, place, catalogue.IsOfAll
            ? $"no metric {space} {name} was ever received{hint}"
            : $"{catalogue.Service} emits no metric {space} {name}{hint}");
    }

    private void AddWrongDimensions(string place, CataloguedMetric metric, IReadOnlyList<string> names)
    {
        string known = string.Join(" or ", metric.DimensionSets.Select(static set => $"[{string.Join(", ", set.Names)}]"));
        findings.Add(
            DashboardRule.WrongDimensions, place,
            $"{metric.Namespace} {metric.Name} is published by {known}, not by [{string.Join(", ", names)}].");
    }
}
