using System.Net;
using Obs.Cli.Doctor;

namespace Obs.Cli.Tests;

/// <summary>Each check against what a service, a backend and a machine may say.</summary>
public sealed class DoctorChecksTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"tracing":{"sampled":0,"unsampled":9}}""", "traces-sampled", nameof(CheckStatus.Failed), "None of 9 requests")]
    [InlineData("""{"tracing":{"skipped":9}}""", "traces-sampled", nameof(CheckStatus.Warning), "All 9 requests were left out")]
    [InlineData(
        """{"delivery":[{"signal":"traces","accepted":9,"delivered":0,"buffered":9,"dropped":{}}]}""",
        "traces-delivered",
        nameof(CheckStatus.Failed),
        "9 waiting")]
    [InlineData(
        """{"delivery":[{"signal":"traces","accepted":9,"delivered":6,"dropped":{"full":3}}]}""",
        "traces-delivered",
        nameof(CheckStatus.Failed),
        "dropped: full 3")]
    [InlineData(
        """{"delivery":[{"signal":"logs","accepted":9,"delivered":6,"dropped":{"not_failed":3}}]}""",
        "logs-delivered",
        nameof(CheckStatus.Passed),
        "6 delivered")]
    [InlineData("""{"delivery":[]}""", "metrics-delivered", nameof(CheckStatus.Skipped), "neither a region nor an endpoint")]
    [InlineData("""{"collection":{"overflowed":5}}""", "series-overflow", nameof(CheckStatus.Failed), "MaxSeries")]
    [InlineData(
        """{"operations":[{"operation":"GET /a","count":99}]}""",
        "enough-requests",
        nameof(CheckStatus.Warning),
        "GET /a. Their p99 is the slowest request.")]
    [InlineData("""{"operations":[{"operation":"GET /a","count":100}]}""", "enough-requests", nameof(CheckStatus.Passed), "at least 100")]
    [InlineData("""{"operations":[{"operation":"GET /orders/17"}]}""", "operation-names", nameof(CheckStatus.Failed), "GET /orders/17")]
    [InlineData(
        """{"operations":[{"operation":"GET /v2/orders/{id}"}]}""", "operation-names", nameof(CheckStatus.Passed), "none with an id")]
    [InlineData(
        """{"tracing":{"sampled":2000,"unsampled":0}}""", "traced-share", nameof(CheckStatus.Warning), "5.00 USD for a million requests")]
    [InlineData("""{"operations":"none","tracing":7,"delivery":{}}""", "metrics-recorded", nameof(CheckStatus.Warning), "No window")]
    public void A_service_is_judged_by_its_report(string report, string check, string status, string reason)
    {
        Verdict verdict = Judge(check, new DoctorFactsBuilder { Service = AnswerOf(report) });

        verdict.Status.ToString().Should().Be(status);
        verdict.Reason.Should().Contain(reason);
        (verdict.Advice is not null).Should().Be(status is nameof(CheckStatus.Warning) or nameof(CheckStatus.Failed));
    }

    [Theory]
    [InlineData(null, null, nameof(CheckStatus.Skipped))]
    [InlineData("a", null, nameof(CheckStatus.Failed))]
    [InlineData(null, "b", nameof(CheckStatus.Failed))]
    [InlineData("a", "b", nameof(CheckStatus.Passed))]
    public void Half_a_pair_of_credentials_is_none(string? key, string? secret, string status) =>
        Judge("aws-credentials", With(("AWS_ACCESS_KEY_ID", key), ("AWS_SECRET_ACCESS_KEY", secret))).Status.ToString().Should().Be(status);

    [Theory]
    [InlineData("http://127.0.0.1:4580", nameof(CheckStatus.Passed))]
    [InlineData("127.0.0.1:4580", nameof(CheckStatus.Failed))]
    public void An_endpoint_is_an_address(string endpoint, string status) =>
        Judge("aws-endpoint", With(("AWS_ENDPOINT_URL", endpoint))).Status.ToString().Should().Be(status);

    [Theory]
    [InlineData(null, 2000, nameof(CheckStatus.Passed))]
    [InlineData(null, 2001, nameof(CheckStatus.Warning))]
    [InlineData("127.0.0.1:3000", 2000, nameof(CheckStatus.Failed))]
    [InlineData("tcp:127.0.0.1:2000 udp:127.0.0.1:3000", 3000, nameof(CheckStatus.Passed))]
    [InlineData("daemon:2000", 2001, nameof(CheckStatus.Skipped))]
    [InlineData("nonsense", 2000, nameof(CheckStatus.Skipped))]
    public void Somebody_listens_where_documents_go(string? address, int port, string status)
    {
        DoctorFactsBuilder facts = With(("AWS_XRAY_DAEMON_ADDRESS", address));
        facts.Listeners = [new IPEndPoint(IPAddress.Loopback, port)];

        Judge("daemon-port", facts).Status.ToString().Should().Be(status);
        Judge("daemon-address", facts).Status.Should().Be(address == "nonsense" ? CheckStatus.Failed : CheckStatus.Passed);
    }

    [Theory]
    [InlineData(1, nameof(CheckStatus.Passed))]
    [InlineData(-90, nameof(CheckStatus.Warning))]
    [InlineData(400, nameof(CheckStatus.Failed))]
    public void Clocks_agree(int secondsAhead, string status) =>
        Judge("clock", new DoctorFactsBuilder { Service = AnswerOf("{}", Now.AddSeconds(secondsAhead)) }).Status.ToString().Should()
            .Be(status);

    [Fact]
    public void Two_entrances_and_a_call_into_nothing_are_a_lost_header()
    {
        const string Nodes = """
            {"name":"shop","type":"service","root":true},{"name":"stock","type":"service","root":true}
            """;

        (JudgeMap(Nodes + """,{"name":"127.0.0.1","type":"remote"}""")).Reason
            .Should().Contain("shop, stock all begin traces, and calls of 127.0.0.1 end in nothing");
        (JudgeMap(Nodes)).Status.Should().Be(CheckStatus.Passed, "two services with doors of their own are no mistake");
    }

    private static Verdict JudgeMap(string nodes) =>
        Judge("map-entrances", new DoctorFactsBuilder { Map = AnswerOf($$"""{"nodes":[{{nodes}}]}""") });

    private static DoctorFactsBuilder With(params (string Name, string? Value)[] variables) =>
        new() { Variables = variables.ToDictionary(static variable => variable.Name, static variable => variable.Value) };

    private static Verdict Judge(string check, DoctorFactsBuilder facts) =>
        CheckList.All.Single(known => known.Id == check).Judge(facts.Build(Now));

    private static Answer AnswerOf(string json, DateTimeOffset? date = null) =>
        Answer.Read(new Uri("http://127.0.0.1:1"), json, date ?? Now);
}
