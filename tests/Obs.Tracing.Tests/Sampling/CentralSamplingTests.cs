using System.Net;
using System.Text.Json.Nodes;
using Obs.TestSupport;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Sampling;

public sealed class CentralSamplingTests : IDisposable
{
    private static readonly ServerRequest Order = new() { Method = "POST", Host = "api.example.com", Path = "/orders/42" };
    private static readonly ServerRequest Page = new() { Method = "GET", Host = "api.example.com", Path = "/" };

    // A little before the quota of the recorded answer runs out.
    private readonly ManualTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_795_341_844 - 100));
    private readonly FakeDaemon _daemon = new();
    private readonly SamplingDaemon _transport;
    private readonly CentralSampling _central;
    private readonly SamplingStatistics _statistics;
    private readonly Sampler _sampler;

    public CentralSamplingTests()
    {
        var options = new SamplingOptions { ReservoirPerSecond = 0, FixedRate = 0 };
        var service = new ServiceIdentity("orders-api", null, null, null);
        var rules = new SamplingRules(options, service, _time);
        _statistics = new SamplingStatistics(rules);
        _sampler = new Sampler(options, rules, _statistics, _time, new Random(1));
        _transport = new SamplingDaemon(DaemonAddress.Default, _daemon);
        _central = new CentralSampling(
            true, new SamplingCalls(_transport), new CentralRules(() => service, _time), rules, _statistics, _time, new Random(1));
    }

    public void Dispose()
    {
        _central.Dispose();
        _transport.Dispose();
    }

    [Fact]
    public async Task The_rules_of_XRay_come_before_our_own()
    {
        Decide(Page, 10).Should().Be(0, "our own rule samples nothing");

        await RoundAsync();

        Decide(Page, 10).Should().Be(10);
        _sampler.Decide(Page, IncomingDecision.None).RuleName.Should().Be("Default");
        _statistics.Rules.Select(static rule => rule.Name).Should().Equal("orders-post", "Default", "Default");
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "<html>", "unreadable")]
    [InlineData(HttpStatusCode.OK, "null", "unreadable")]
    [InlineData(HttpStatusCode.TooManyRequests, "", "throttled")]
    [InlineData(HttpStatusCode.Forbidden, "", "denied")]
    [InlineData(HttpStatusCode.NotFound, "", "not_found")]
    [InlineData(HttpStatusCode.BadRequest, "", "invalid")]
    [InlineData(HttpStatusCode.BadGateway, "", "service_fault")]
    public async Task A_question_without_an_answer_is_counted_by_its_reason(HttpStatusCode status, string answer, string reason)
    {
        (_daemon.Status, _daemon.Rules) = (status, answer);

        await RoundAsync();
        await RoundAsync();

        _statistics.FailedCalls.Should().Equal(new Dictionary<string, long> { [reason] = 2 });
    }

    [Fact]
    public async Task A_daemon_that_is_away_or_late_is_counted_too()
    {
        _daemon.Failure = new HttpRequestException("nobody listens");
        await RoundAsync();
        _daemon.Failure = new TaskCanceledException("late");
        await RoundAsync();
        _daemon.Failure = null;
        await RoundAsync();

        _statistics.FailedCalls.Should().Equal(new Dictionary<string, long> { ["network"] = 1, ["timeout"] = 1 });
    }

    [Fact]
    public void Reasons_that_a_transport_makes_up_cannot_make_the_count_grow()
    {
        foreach (int reason in Enumerable.Range(0, 100))
        {
            _statistics.CountFailedCall($"reason {reason}");
        }

        _statistics.FailedCalls.Should().HaveCount(33).And.Contain("other", 68);
    }

    [Fact]
    public async Task Before_a_quota_one_trace_a_second_is_borrowed_and_reported_apart()
    {
        _daemon.Rules = WithRate("orders-post", 0);
        await RoundAsync();

        Decide(Order, 5).Should().Be(1);
        await RoundAsync();

        JsonNode report = _daemon.LastReport.Single()!;
        report["RuleName"]!.ToString().Should().Be("orders-post");
        report["ClientID"]!.ToString().Should().MatchRegex("^[0-9a-f]{24}$");
        Counts(report).Should().Equal(5, 0, 1);
        report["Timestamp"]!.GetValue<double>().Should().Be(_time.GetUtcNow().ToUnixTimeMilliseconds() / 1_000d);
    }

    [Fact]
    public async Task A_quota_holds_until_it_runs_out_then_borrowing_begins_again()
    {
        await RoundAsync();
        Decide(Page, 1);
        _daemon.Targets = Target(0, 5, 1_795_341_844);
        await RoundAsync();
        _time.Advance(TimeSpan.FromSeconds(1));

        Decide(Page, 20).Should().Be(5);
        _time.Advance(TimeSpan.FromSeconds(200));
        Decide(Page, 20).Should().Be(1);
    }

    [Fact]
    public async Task What_was_not_taken_is_reported_again()
    {
        await RoundAsync();
        Decide(Page, 10);
        _daemon.IsDown = true;
        await RoundAsync();
        _daemon.IsDown = false;
        Decide(Page, 7);
        _daemon.Targets = """{"SamplingTargetDocuments":[],"UnprocessedStatistics":[{"RuleName":"Default","ErrorCode":"500"}]}""";
        await RoundAsync();
        await RoundAsync();

        Counts(_daemon.LastReport.Single()!).Should().Equal(17, 16, 1);
        _daemon.Targets = Target(1, 5, 0);
        await RoundAsync();
        int asked = _daemon.Asked("/SamplingTargets");
        _time.Advance(TimeSpan.FromSeconds(20));
        await RoundAsync();
        _daemon.Asked("/SamplingTargets").Should().Be(asked, "nothing has happened since");
    }

    [Fact]
    public async Task Rules_are_read_again_every_five_minutes_and_when_they_have_changed()
    {
        await RoundAsync();
        await RoundAsync();
        _daemon.Asked("/GetSamplingRules").Should().Be(1);

        _time.Advance(TimeSpan.FromSeconds(306));
        await RoundAsync();
        _daemon.Asked("/GetSamplingRules").Should().Be(2);

        Decide(Page, 1);
        _daemon.Targets = $$"""{"LastRuleModification":{{_time.GetUtcNow().ToUnixTimeSeconds() + 1}},"SamplingTargetDocuments":[]}""";
        await RoundAsync();
        await RoundAsync();
        _daemon.Asked("/GetSamplingRules").Should().Be(3);
    }

    [Fact]
    public async Task A_rule_that_changes_keeps_its_counts()
    {
        await RoundAsync();
        Decide(Page, 10);
        _daemon.Rules = WithRate("Default", 0);
        _daemon.Targets = "{}";
        _time.Advance(TimeSpan.FromSeconds(306));
        await RoundAsync();

        Decide(Page, 10).Should().Be(1);
        _statistics.Rules.First(static rule => rule.Name == "Default").Requests.Should().Be(20);
        Counts(_daemon.LastReport.Single()!).Should().Equal(10, 9, 1);
    }

    [Fact]
    public async Task After_an_hour_without_an_answer_our_own_rules_decide_alone()
    {
        await RoundAsync();
        _daemon.IsDown = true;
        _time.Advance(TimeSpan.FromMinutes(59));
        await RoundAsync();
        Decide(Page, 1).Should().Be(1);

        _time.Advance(TimeSpan.FromMinutes(2));
        await RoundAsync();
        Decide(Page, 1).Should().Be(0);
        _daemon.IsDown = false;
        await RoundAsync();
        Decide(Page, 1).Should().Be(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"SamplingRuleRecords":[null,{},{"SamplingRule":null},{"SamplingRule":{"RuleName":null}}]}""")]
    [InlineData("""{"SamplingRuleRecords":[{"SamplingRule":{"RuleName":"x","Version":2}},{"SamplingRule":{"RuleName":"y","Version":1,"ResourceARN":"arn:aws:x"}},{"SamplingRule":{"RuleName":"z","Version":1,"Attributes":{"a":"b"}}},{"SamplingRule":{"RuleName":"w","Version":1,"ServiceName":"payments"}}]}""")]
    public async Task What_is_no_rule_for_us_changes_nothing(string answer)
    {
        _daemon.Rules = answer;

        await RoundAsync();

        _statistics.Rules.Should().ContainSingle();
        Decide(Page, 1).Should().Be(0);
    }

    [Fact]
    public async Task An_answer_made_to_harm_does_not()
    {
        await RoundAsync();
        Decide(Page, 1);
        _daemon.Targets = """{"LastRuleModification":1e308,"SamplingTargetDocuments":[null,{"RuleName":"Default","FixedRate":-5,"ReservoirQuota":-1,"ReservoirQuotaTTL":1e308,"Interval":-9}]}""";
        await RoundAsync();

        Decide(Page, 10).Should().Be(0);
    }

    [Fact]
    public async Task A_decision_by_a_central_rule_takes_no_memory()
    {
        await RoundAsync();
        Decide(Page, 1);
        await RoundAsync();
        Decide(Page, 100);

        Allocations.PerCall(() => _sampler.Decide(Page, IncomingDecision.None)).Should().Be(0);
    }

    private static IEnumerable<long> Counts(JsonNode report) =>
        [report["RequestCount"]!.GetValue<long>(), report["SampledCount"]!.GetValue<long>(), report["BorrowCount"]!.GetValue<long>()];

    private static string Target(double rate, int quota, long until) =>
        FormattableString.Invariant($$"""{"SamplingTargetDocuments":[{"RuleName":"Default","FixedRate":{{rate}},"ReservoirQuota":{{quota}},"ReservoirQuotaTTL":{{until}},"Interval":10}]}""");

    private static string WithRate(string name, double rate)
    {
        JsonNode rules = JsonNode.Parse(FakeDaemon.Recorded("45-sampling-GetSamplingRules.response.json"))!;
        rules["SamplingRuleRecords"]!.AsArray().Single(
            record => record!["SamplingRule"]!["RuleName"]!.ToString() == name)!["SamplingRule"]!["FixedRate"] = rate;
        return rules.ToJsonString();
    }

    private int Decide(ServerRequest request, int times) =>
        Enumerable.Range(0, times).Count(_ => _sampler.Decide(request, IncomingDecision.None).IsSampled);

    private Task RoundAsync() => _central.ExchangeAsync(CancellationToken.None);
}
