using System.Globalization;
using Obs.Dashboards.Expressions;

namespace Obs.Dashboards;

/// <summary>Checks the variables of a dashboard.</summary>
internal sealed class VariableRules(MetricCatalogue? catalogue, Findings findings)
{
    private readonly MetricRules _metrics = new(catalogue, findings);

    public void Check(IList<DashboardVariable> variables)
    {
        findings.Require(variables.Count <= CloudWatchLimits.Variables, DashboardRule.LimitExceeded, "$.variables",
            $"a dashboard has up to {CloudWatchLimits.Variables} variables; found {variables.Count}.");
        HashSet<string> ids = new(StringComparer.Ordinal);
        for (int i = 0; i < variables.Count; i++)
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"$.variables[{i}]");
            Check(variables[i], place);
            findings.Require(
                variables[i].Id is not { } id || ids.Add(id), DashboardRule.InvalidId, place,
                $"the id {variables[i].Id} stands here for the second time.");
        }
    }

    private void Check(DashboardVariable variable, string place)
    {
        findings.Require(variable.Id is { Length: > 0 and <= CloudWatchLimits.VariableId }, DashboardRule.MissingMember, $"{place}.id",
            $"a variable has an id of up to {CloudWatchLimits.VariableId} characters.");
        findings.Require(
            variable.Label is null or { Length: <= CloudWatchLimits.VariableLabel }, DashboardRule.LimitExceeded, $"{place}.label",
            $"a label has up to {CloudWatchLimits.VariableLabel} characters.");
        string? changes =
            variable.Type switch { VariableType.Property => variable.Property, VariableType.Pattern => variable.Pattern, _ => null };
        findings.Require(
            changes is not null,
            DashboardRule.MissingMember, place, $"a variable is of the type property or pattern, and names it.");
        findings.Require(
            variable.Values.Count <= 500, DashboardRule.LimitExceeded, $"{place}.values",
            $"a variable offers up to 500 values; found {variable.Values.Count}.");
        findings.Require(
            variable.Search is null == variable.PopulateFrom is null, DashboardRule.MissingMember, place,
            $"search and populateFrom stand together.");
        if (variable.Search is not null && variable.PopulateFrom is not null)
        {
            CheckSearch(variable, place);
        }
    }

    private void CheckSearch(DashboardVariable variable, string place)
    {
        if (SearchText.Parse(variable.Search!) is not { } search)
        {
            findings.Add(
                DashboardRule.MalformedExpression, $"{place}.search",
                "a search begins with a schema in braces: {Obs,Environment,Service} MetricName=\"Latency\".");
            return;
        }

        findings.Require(search.Dimensions.Contains(variable.PopulateFrom!), DashboardRule.InvalidValue, $"{place}.populateFrom",
            $"{variable.PopulateFrom} is not a dimension of the search: [{string.Join(", ", search.Dimensions)}].");
        _metrics.CheckSearch($"{place}.search", search);
    }
}
