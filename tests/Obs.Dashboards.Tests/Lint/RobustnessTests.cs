using FsCheck;
using FsCheck.Fluent;
using Obs.Dashboards.Expressions;
using Obs.Dashboards.Tests.Model;
using Obs.TestSupport;

namespace Obs.Dashboards.Tests.Lint;

public sealed class RobustnessTests
{
    private static readonly Gen<string> Expression =
        Gen.Elements(
            "m1",
            "AVG",
            "SEARCH",
            "(",
            ")",
            "[",
            "]",
            ",",
            "+",
            "-",
            "*",
            "^",
            "==",
            "&&",
            "'a",
            "'",
            "\"x\"",
            "1",
            "1e",
            "1.5.2",
            " ",
            "$",
            "ALARM",
            "NOT",
            "AND")
            .ArrayOf().Select(string.Concat);

    [Fact]
    public void Any_body_can_be_checked_outlined_and_compared() =>
        Prop.ForAll(JsonBodies.Body.ToArbitrary(), static body =>
        {
            Dashboard dashboard = Dashboard.Parse(body.ToJsonString());

            _ = DashboardLint.Check(dashboard, Catalogues.Storefront);
            _ = DashboardOutline.Write(dashboard);
            _ = DashboardDiff.Compare(new Dashboard(), dashboard).ToHtml("");
        }).ShouldHold(50, 2_000);

    [Fact]
    public void Any_text_is_an_expression_or_says_where_it_is_none() =>
        Prop.ForAll(
            Expression.ToArbitrary(), static text => IsReadOrRefused(text, MathParser.Parse) && IsReadOrRefused(text, AlarmRuleText.Names))
            .ShouldHold(500, 20_000);

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        string deep = new string('(', 2_000) + "1" + new string(')', 40);
        string longSum = string.Join('+', Enumerable.Repeat("m1", 300_000));

        FluentActions.Invoking(() => MathParser.Parse(deep)).Should().Throw<MathSyntaxException>()
            .WithMessage("an expression nests up to 100 deep");
        Dashboard dashboard = Dashboard.Parse(
            $$"""{"widgets":[{"type":"metric","properties":{"region":"r","metrics":[[{"expression":"{{longSum}}"}]]} }]}""");
        DashboardLint.Check(dashboard, catalogue: null).Select(static f => f.Rule).Should().Equal(DashboardRule.LimitExceeded);
    }

    [Fact]
    public void An_alarm_in_the_short_form_is_checked_too()
    {
        AlarmSet alarms = AlarmSet.Parse("""
            {"MetricAlarms":[{"AlarmName":"a","Namespace":"Obs","MetricName":"Latency","ExtendedStatistic":"p99","Period":60,"Threshold":1,"EvaluationPeriods":1,
              "ComparisonOperator":"GreaterThanThreshold","Dimensions":[{"Name":"Service","Value":"plain"},{"Name":"Environment","Value":"Test"}]}]}
            """);

        DashboardLint.Check(alarms, Catalogues.Plain).Select(static f => (f.Place, f.Rule)).Should()
            .Equal(("$.MetricAlarms[0].Metrics[0]", DashboardRule.PercentileOfStatisticSet));
    }

    private static bool IsReadOrRefused<T>(string text, Func<string, T> read)
    {
        try
        {
            _ = read(text);
            return true;
        }
        catch (MathSyntaxException exception)
        {
            return exception.Position >= 0 && exception.Position <= text.Length;
        }
    }
}
