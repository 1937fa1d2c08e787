namespace Obs.Insights.Tests;

public sealed class LintTests
{
    public static TheoryData<string, string[]> Queries => new()
    {
        { "fields route | limit 5", [] },
        { "stats count(*) by route", [] },
        { "fields route", ["MissingLimit 12-12"] },
        { "fields nope, @timestamp | limit 5", ["UnknownField 7-11"] },
        { "fields status as s | filter s > 400 | limit 5", [] },
        { "fields coalesce(nope, status) as s | limit 5", [] },
        { "fields coalesce(nope, nothing) as s | limit 5", ["UnknownField 16-20", "UnknownField 22-29"] },
        { "stats count(*) as n by route | sort nn desc", ["UnknownField 36-38"] },
        { "stats count(*) as n | stats max(status)", ["UnknownField 32-38"] },
        { "stats pct(route, 99), avg(status)", ["NumberFromText 6-20"] },
        { "parse @message /(?<n>x)/ | stats count(*) by n", ["CostlyPattern 15-24"] },
        { "filter @message like \"x\" | parse @message /(?<n>x)/ | stats count(*) by n", [] },
        { "parse @message \"a*\" as n | stats count(*) by n", [] },
        { "head 5", ["DeprecatedForm 0-4"] },
        { "filter status == 404 | limit 5", ["DeprecatedForm 7-20"] },
        { "filter route = \"==\" | limit 5", [] },
        { "stats median(status)", ["DeprecatedForm 6-20"] },
        { "stats count(*) by bin(300s)", ["CappedPeriod 22-26"] },
        { "stats count(*) by bin(60m)", [] },
        { "fields @timestamp, @message, @ingestionTime, @logStream, @log, @ptr, @entity.KeyAttributes.Name | limit 5", [] },
        { "fields @requestId, @duration, @billedDuration, @type, @maxMemoryUsed, @memorySize, @initDuration | limit 5", [] },
        { "fields @xrayTraceId, @xraySegmentId | limit 5", [] },
        { "fields @timestmp | limit 5", ["UnknownField 7-16"] },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_that_runs_may_still_not_say_what_is_meant(string query, string[] expected)
    {
        var schema = new LogSchema();
        schema.Add("route", isNumeric: false);
        schema.Add("status", isNumeric: true);

        InsightsLint.Check(InsightsQuery.Parse(query), schema).Select(static f => $"{f.Rule} {f.Start}-{f.End}").Should().Equal(expected);
    }

    [Fact]
    public void Without_a_schema_every_field_may_exist() =>
        InsightsLint.Check(InsightsQuery.Parse("fields nope | limit 1")).Should().BeEmpty();

    [Fact]
    public void The_fields_of_our_own_lines_are_known_though_no_line_of_a_sample_has_them()
    {
        var schema = new LogSchema();
        schema.AddServiceFields();

        Check("filter ispresent(exceptionType) or suppressed > 0 | stats pct(durationMs, 99) by route, clientIp").Should().BeEmpty();
        Check("stats avg(userAgent)").Should().Equal(LintRule.NumberFromText);
        Check("stats count(*) by exceptionTyp").Should().Equal(LintRule.UnknownField);

        IEnumerable<LintRule> Check(string query) => InsightsLint.Check(InsightsQuery.Parse(query), schema).Select(static f => f.Rule);
    }

    [Fact]
    public async Task A_schema_is_learnt_from_a_sample_of_lines()
    {
        LogSchema schema = await LogSchema.SampleAsync(
            Run.Lines("""{"a":1,"b":{"c":"x"},"d":["5"],"@e":true,"n":null}""", "text", """{"a":"x","late":1}"""), 3);

        schema.Fields.Should().BeEquivalentTo("a", "b.c", "d.0", "@@e", "late");
        schema.IsText("b.c").Should().BeTrue();
        schema.IsText("a").Should().BeFalse();
        schema.IsText("d.0").Should().BeFalse();
    }
}
