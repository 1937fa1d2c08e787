using System.Globalization;
using Obs.Dashboards.Expressions;

namespace Obs.Dashboards;

/// <summary>Checks alarms against the limits of CloudWatch, against each other and against what the service emits.</summary>
internal sealed class AlarmRules(MetricCatalogue? catalogue, Findings findings)
{
    private const int HourSeconds = 3_600;

    private readonly MetricRules _metrics = new(catalogue, findings);

    public void Check(AlarmSet alarms)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        for (int i = 0; i < alarms.MetricAlarms.Count; i++)
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"$.MetricAlarms[{i}]");
            CheckName(alarms.MetricAlarms[i].Name, names, place);
            Check(alarms.MetricAlarms[i], place);
        }

        for (int i = 0; i < alarms.CompositeAlarms.Count; i++)
        {
            CheckName(alarms.CompositeAlarms[i].Name, names, string.Create(CultureInfo.InvariantCulture, $"$.CompositeAlarms[{i}]"));
        }

        for (int i = 0; i < alarms.CompositeAlarms.Count; i++)
        {
            Check(alarms.CompositeAlarms[i], names, string.Create(CultureInfo.InvariantCulture, $"$.CompositeAlarms[{i}].AlarmRule"));
        }
    }

    private static bool IsPeriod(int seconds) => seconds is 10 or 20 or 30 || (seconds >= 60 && seconds % 60 == 0);

    private void CheckName(string name, HashSet<string> names, string place)
    {
        findings.Require(name.Length is > 0 and <= CloudWatchLimits.AlarmName, DashboardRule.LimitExceeded, $"{place}.AlarmName",
            $"a name has 1 to {CloudWatchLimits.AlarmName} characters; found {name.Length}.");
        findings.Require(
            names.Add(name), DashboardRule.InvalidId, $"{place}.AlarmName", $"the name {name} stands here for the second time.");
    }

    private void Check(MetricAlarm alarm, string place)
    {
        int series = alarm.Queries.Count(static q => q.Series is not null);
        Limit(alarm.Queries.Count is > 0 and <= CloudWatchLimits.AlarmQueries, $"{place}.Metrics",
            $"an alarm has 1 to {CloudWatchLimits.AlarmQueries} queries; found {alarm.Queries.Count}.");
        Limit(series <= CloudWatchLimits.AlarmMetrics, $"{place}.Metrics",
            $"an alarm looks at up to {CloudWatchLimits.AlarmMetrics} metrics; found {series}.");
        int returning = alarm.Queries.Count(static q => q.ReturnsData);
        findings.Require(
            returning == 1, DashboardRule.InvalidValue, $"{place}.Metrics",
            $"one query returns the value that is compared; found {returning}.");
        CheckTimes(alarm, place);
        CheckedMetric[] metrics =
        [
            .. alarm.Queries.Select((query, i) => new CheckedMetric(
                string.Create(CultureInfo.InvariantCulture, $"{place}.Metrics[{i}]"), query.Id, query.Series, query.Expression,
                query.Stat ?? "", query.PeriodSeconds)),
        ];
        foreach (CheckedMetric metric in metrics.Where(static m => m.Expression?.Contains("SEARCH", StringComparison.Ordinal) == true))
        {
            findings.Add(DashboardRule.InvalidValue, metric.Place, "SEARCH is not allowed in an alarm: name the series.");
        }

        _metrics.Check(metrics);
    }

    private void CheckTimes(MetricAlarm alarm, string place)
    {
        findings.Require(
            alarm.EvaluationPeriods >= 1, DashboardRule.InvalidValue, $"{place}.EvaluationPeriods",
            $"at least one period is looked at; found {alarm.EvaluationPeriods}.");
        findings.Require(
            alarm.DatapointsToAlarm is null || (alarm.DatapointsToAlarm >= 1 && alarm.DatapointsToAlarm <= alarm.EvaluationPeriods),
            DashboardRule.InvalidValue, $"{place}.DatapointsToAlarm",
            $"1 to {alarm.EvaluationPeriods} of the periods can be asked for; found {alarm.DatapointsToAlarm}.");
        findings.Require(
            double.IsFinite(alarm.Threshold), DashboardRule.InvalidValue, $"{place}.Threshold", $"a threshold is a finite number.");
        int period = alarm.Queries.Select(static q => q.PeriodSeconds).DefaultIfEmpty(0).Max();
        foreach (AlarmQuery query in alarm.Queries.Where(static q => q.Series is not null && !IsPeriod(q.PeriodSeconds)))
        {
            findings.Require(
                holds: false, DashboardRule.InvalidValue, $"{place}.Metrics",
                $"a period of an alarm is 10, 20, 30 or a multiple of 60 seconds; {query.Id} has {query.PeriodSeconds}.");
        }

        int span = period < HourSeconds ? CloudWatchLimits.ShortPeriodAlarmSpanSeconds : CloudWatchLimits.AlarmSpanSeconds;
        Limit((long)period * alarm.EvaluationPeriods <= span, place,
            $"{alarm.EvaluationPeriods} periods of {period} seconds are longer than the {span} seconds that an alarm may look back{(period < HourSeconds ? " with periods below an hour" : "")}.");
    }

    private void Check(CompositeAlarm alarm, HashSet<string> names, string place)
    {
        Limit(alarm.Rule.Length <= CloudWatchLimits.AlarmRule, place,
            $"a rule has up to {CloudWatchLimits.AlarmRule} characters; found {alarm.Rule.Length}.");
        try
        {
            IReadOnlyList<string> children = AlarmRuleText.Names(alarm.Rule);
            Limit(children.Count <= CloudWatchLimits.AlarmsPerWidget, place, $"a rule speaks of up to 100 alarms; found {children.Count}.");
            findings.Require(!children.Contains(alarm.Name), DashboardRule.InvalidAlarmRule, place, $"the alarm speaks of itself.");
            foreach (string child in children.Where(child => !child.StartsWith("arn:", StringComparison.Ordinal) && !names.Contains(child)))
            {
                findings.Add(DashboardRule.InvalidAlarmRule, place, $"there is no alarm {child}{NearestName.Hint(child, names)}");
            }
        }
        catch (MathSyntaxException exception)
        {
            findings.Require(holds: false, DashboardRule.InvalidAlarmRule, place, $"{exception.Message} (character {exception.Position}).");
        }
    }

    private void Limit(bool holds, string place, FormattableString message) =>
        findings.Require(holds, DashboardRule.LimitExceeded, place, message);
}
