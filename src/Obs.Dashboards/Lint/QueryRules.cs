using System.Globalization;
using Obs.Insights;

namespace Obs.Dashboards;

/// <summary>Checks a Logs Insights query, by itself and against the fields that log lines carry.</summary>
internal sealed class QueryRules(MetricCatalogue? catalogue, Findings findings)
{
    private readonly LogSchema? _schema = catalogue is { Logs.Fields.Count: > 0 } ? catalogue.Logs.ToSchema() : null;

    public void Check(string place, IReadOnlyList<string> groups, string query)
    {
        CheckGroups(place, groups);
        findings.Require(query.Length <= CloudWatchLimits.QueryLength, DashboardRule.LimitExceeded, place,
            $"a query has up to {CloudWatchLimits.QueryLength} characters; found {query.Length}.");
        try
        {
            foreach (LintFinding finding in InsightsLint.Check(InsightsQuery.Parse(query), _schema))
            {
                findings.Add(DashboardRule.QueryFinding, At(place, finding.Start, finding.End), finding.Message);
            }
        }
        catch (QuerySyntaxException exception)
        {
            findings.Add(DashboardRule.MalformedQuery, At(place, exception.Start, exception.End), exception.Message);
        }
    }

    private static string At(string place, int start, int end) => string.Create(CultureInfo.InvariantCulture, $"{place}[{start}..{end}]");

    private void CheckGroups(string place, IReadOnlyList<string> groups)
    {
        findings.Require(
            groups.Count > 0, DashboardRule.MissingMember, place, $"the query names no log group: SOURCE '/obs/…' stands before it.");
        findings.Require(
            groups.Count <= 50, DashboardRule.LimitExceeded, place, $"a query reads up to 50 log groups; found {groups.Count}.");
        if (catalogue is { Logs.Groups.Count: > 0 })
        {
            foreach (string group in groups.Where(group => !catalogue.Logs.Groups.Contains(group)))
            {
                findings.Add(DashboardRule.UnknownLogGroup, place, catalogue.IsOfAll
                    ? $"there is no log group {group}{NearestName.Hint(group, catalogue.Logs.Groups)}"
                    : $"{catalogue.Service} does not write to {group}{NearestName.Hint(group, catalogue.Logs.Groups)}");
            }
        }
    }
}
