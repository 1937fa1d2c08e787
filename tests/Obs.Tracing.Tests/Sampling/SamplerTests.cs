using Obs.TestSupport;

namespace Obs.Tracing.Tests.Sampling;

public sealed class SamplerTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void The_reservoir_comes_first_each_second_then_the_fixed_rate()
    {
        Sampler sampler = Create(static options => (options.ReservoirPerSecond, options.FixedRate) = (2, 0));

        Decide(sampler, IncomingDecision.None, 3).Should().Be(2);
        _time.Advance(TimeSpan.FromSeconds(1));
        Decide(sampler, IncomingDecision.None, 3).Should().Be(2);
    }

    [Fact]
    public void The_fixed_rate_takes_its_share()
    {
        Sampler sampler = Create(static options => (options.ReservoirPerSecond, options.FixedRate) = (0, 0.05));

        Decide(sampler, IncomingDecision.None, 100_000).Should().BeInRange(4_500, 5_500);
    }

    [Fact]
    public void A_stranger_cannot_run_up_the_bill()
    {
        Sampler sampler = Create(static options => (options.ReservoirPerSecond, options.FixedRate, options.IncomingPerSecond) = (1, 0, 25));

        Decide(sampler, IncomingDecision.Sampled, 100_000).Should().Be(26);
    }

    [Theory]
    [InlineData(IncomingTrust.Limited, IncomingDecision.NotSampled, 0)]
    [InlineData(IncomingTrust.Trusted, IncomingDecision.NotSampled, 0)]
    [InlineData(IncomingTrust.Never, IncomingDecision.NotSampled, 10)]
    [InlineData(IncomingTrust.Trusted, IncomingDecision.Sampled, 10)]
    [InlineData(IncomingTrust.Limited, IncomingDecision.Requested, 10)]
    public void Trust_says_what_an_incoming_decision_counts(IncomingTrust trust, IncomingDecision incoming, int sampled)
    {
        Sampler sampler = Create(options => (options.Trust, options.FixedRate) = (trust, 1));

        Decide(sampler, incoming, 10).Should().Be(sampled);
    }

    [Fact]
    public void Never_leaves_a_forced_decision_to_the_reservoir()
    {
        Sampler sampler = Create(static options => (options.Trust, options.FixedRate) = (IncomingTrust.Never, 0));

        Decide(sampler, IncomingDecision.Sampled, 10).Should().Be(1);
    }

    [Theory]
    [InlineData("/health", true)]
    [InlineData("/Health/live", true)]
    [InlineData("/healthcare", false)]
    [InlineData("/api/metrics", true)]
    [InlineData("/api", false)]
    [InlineData("/", false)]
    [InlineData(null, false)]
    public void A_skipped_path_takes_everything_below_it_along(string? path, bool skipped) =>
        Create(static _ => { }).IsSkipped(new ServerRequest { Path = path }).Should().Be(skipped);

    [Fact]
    public void A_decision_takes_no_memory()
    {
        Sampler sampler = Create(static options =>
        {
            options.Rules.Add(
                new SamplingRuleOptions { Name = "orders", Host = "*.example.com", HttpMethod = "POST", UrlPath = "/orders/*" });
            options.Rules.Add(new SamplingRuleOptions { Name = "products", Host = "*.example.???", HttpMethod = "get", UrlPath = "/*/4?" });
            options.SkipWhen(static request => request.Method == "OPTIONS");
        });
        var request = new ServerRequest { Method = "GET", Host = "shop.example.com:8443", Path = "/products/42" };
        Decide(sampler, IncomingDecision.Sampled, 100);

        int call = 0;
        Allocations.PerCall(() =>
        {
            sampler.Decide(request, (IncomingDecision)(call++ & 3));
            sampler.IsSkipped(request);
        }).Should().Be(0);
    }

    [Fact]
    public void The_reservoir_lets_through_exactly_its_allowance_under_contention()
    {
        var reservoir = new Reservoir(_time);
        int taken = 0;

        Parallel.For(0, 10_000, _ =>
        {
            if (reservoir.TryTake(100))
            {
                Interlocked.Increment(ref taken);
            }
        });

        taken.Should().Be(100);
    }

    private static int Decide(Sampler sampler, IncomingDecision incoming, int times) =>
        Enumerable.Range(0, times).Count(_ => sampler.Decide(default, incoming).IsSampled);

    private Sampler Create(Action<SamplingOptions> configure)
    {
        var options = new SamplingOptions();
        configure(options);
        var rules = new SamplingRules(options, new ServiceIdentity("orders-api", null, null, null), _time);
        return new Sampler(options, rules, new SamplingStatistics(rules), _time, Random.Shared);
    }
}
