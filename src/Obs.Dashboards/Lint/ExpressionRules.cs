using Obs.Dashboards.Expressions;

namespace Obs.Dashboards;

/// <summary>Checks the expressions of one widget or alarm.</summary>
internal sealed class ExpressionRules
{
    private readonly MetricRules _rules;
    private readonly Findings _findings;
    private readonly IReadOnlyList<CheckedMetric> _metrics;
    private readonly Dictionary<string, CheckedMetric> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<CheckedMetric, MathNode> _parsed = [];

    public ExpressionRules(MetricRules rules, IReadOnlyList<CheckedMetric> metrics, Findings findings)
    {
        _rules = rules;
        _metrics = metrics;
        _findings = findings;
        foreach (CheckedMetric metric in metrics)
        {
            if (metric.Id is not null)
            {
                _byId.TryAdd(metric.Id, metric);
            }
        }
    }

    public void Check()
    {
        foreach (CheckedMetric metric in _metrics.Where(static m => m.Expression is not null && !IsMetricsInsights(m.Expression)))
        {
            Parse(metric);
        }

        foreach ((CheckedMetric metric, MathNode node) in _parsed)
        {
            foreach (MathNode part in node.Walk())
            {
                CheckPart(metric, part);
            }

            _findings.Require(
                !Reaches(node, metric.Id, []), DashboardRule.MalformedExpression, metric.Place, $"{metric.Id} is made of itself.");
        }
    }

    private static bool IsMetricsInsights(string expression) =>
        expression.TrimStart().StartsWith("SELECT ", StringComparison.OrdinalIgnoreCase);

    private void Parse(CheckedMetric metric)
    {
        _findings.Require(metric.Expression!.Length <= CloudWatchLimits.ExpressionLength, DashboardRule.LimitExceeded, metric.Place,
            $"an expression has up to {CloudWatchLimits.ExpressionLength} characters; found {metric.Expression.Length}.");
        if (metric.Expression.Length > CloudWatchLimits.ExpressionLength)
        {
            // Not read either: what nests as deep as it likes is no friend of the stack.
            return;
        }

        try
        {
            _parsed.Add(metric, MathParser.Parse(metric.Expression));
        }
        catch (MathSyntaxException exception)
        {
            _findings.Require(
                holds: false, DashboardRule.MalformedExpression, metric.Place, $"{exception.Message} (character {exception.Position}).");
        }
    }

    private void CheckPart(CheckedMetric metric, MathNode part)
    {
        switch (part)
        {
            case MathNode.Call { Function: "SEARCH" } search:
                CheckSearch(metric, search);
                break;
            case MathNode.Call call when !MathFunctions.Known.Contains(call.Function):
                _findings.Add(
                    DashboardRule.MalformedExpression, metric.Place,
                    $"there is no function {call.Function}{NearestName.Hint(call.Function, MathFunctions.Known)}");
                break;
            case MathNode.Call call when MathFunctions.Averaging.Contains(call.Function)
                && call.Arguments.Any(argument => IsRank(argument, [])):
                AddAverage(metric, $"{call.Function} of percentiles");
                break;
            case MathNode.Operation { Operator: "+" } sum when IsRank(sum.Left, []) && IsRank(sum.Right, []):
                AddAverage(metric, "a sum of percentiles");
                break;
            case MathNode.Name name when !_byId.ContainsKey(name.Value) && !MathFunctions.Words.Contains(name.Value):
                _findings.Add(
                    DashboardRule.InvalidId, metric.Place,
                    $"nothing here has the id {name.Value}{NearestName.Hint(name.Value, _byId.Keys)}");
                break;
            default:
                break;
        }
    }

    private void AddAverage(CheckedMetric metric, string what) => _findings.Add(
        DashboardRule.AverageOfPercentiles, metric.Place,
        $"{what} is a percentile of nothing: publish the series under fewer dimensions, and take its percentile.");

    private void CheckSearch(CheckedMetric metric, MathNode.Call call)
    {
        if (call.Arguments is not [MathNode.Text text, MathNode.Text stat, ..] || SearchText.Parse(text.Value) is not { } search)
        {
            _findings.Add(
                DashboardRule.MalformedExpression, metric.Place,
                "SEARCH takes a search and a statistic, both in quotes: SEARCH('{Obs,Environment,Service} MetricName=\"Latency\"', 'p95', 60).");
            return;
        }

        _findings.Require(text.Value.Length <= CloudWatchLimits.SearchLength, DashboardRule.LimitExceeded, metric.Place,
            $"a search has up to {CloudWatchLimits.SearchLength} characters; found {text.Value.Length}.");
        _rules.CheckStatistic(
            metric.Place, stat.Value, search is { Namespace: { } space, MetricName: { } name } ? _rules.Find(space, name) : null);
        _rules.CheckSearch(metric.Place, search);
    }

    // Whether a value is a place in a distribution, or follows one by the same rule: twice a percentile is one still, a comparison is not.
    private bool IsRank(MathNode node, HashSet<string> seen) => node switch
    {
        MathNode.Name name => _byId.TryGetValue(name.Value, out CheckedMetric? metric) && seen.Add(name.Value) && IsRank(metric, seen),
        MathNode.Call { Function: "SEARCH", Arguments: [_, MathNode.Text stat, ..] } => StatisticName.IsRank(stat.Value),
        MathNode.Call { Function: "METRICS" } call => _metrics.Any(metric => metric.Id is not null && metric.Expression is null
            && (call.Arguments is not [MathNode.Text part] || metric.Id.Contains(part.Value, StringComparison.Ordinal))
            && StatisticName.IsRank(metric.Stat)),
        MathNode.Call { Function: "IF" } call => call.Arguments.Skip(1).Any(value => IsRank(value, seen)),
        MathNode.Call { Function: "DATAPOINT_COUNT" or "METRIC_COUNT" or "PERIOD" } => false,
        MathNode.Call call => call.Arguments.Any(argument => IsRank(argument, seen)),
        MathNode.List list => list.Items.Any(item => IsRank(item, seen)),
        MathNode.Negation negation => IsRank(negation.Operand, seen),
        MathNode.Operation { Operator: "+" or "-" or "*" or "/" } operation =>
            IsRank(operation.Left, seen) || IsRank(operation.Right, seen),
        _ => false,
    };

    private bool IsRank(CheckedMetric metric, HashSet<string> seen) =>
        metric.Expression is null
            ? StatisticName.IsRank(metric.Stat)
            : _parsed.TryGetValue(metric, out MathNode? node) && IsRank(node, seen);

    private bool Reaches(MathNode node, string? id, HashSet<string> seen) => id is not null
        && node.Walk().OfType<MathNode.Name>().Any(name =>
        name.Value == id
        || (seen.Add(name.Value) && _byId.TryGetValue(name.Value, out CheckedMetric? metric)
            && _parsed.TryGetValue(metric, out MathNode? inner) && Reaches(inner, id, seen)));
}
