using System.Diagnostics;
using Obs.TestSupport;
using Xunit.Abstractions;

namespace Obs.Aws.Tests.Chaos;

/// <summary>What the application pays for handing over while the other end is in trouble: no more than it would otherwise.</summary>
[Collection(EnvironmentVariables.Collection)]
public sealed class HandOverTests(ITestOutputHelper output)
{
    private const int Records = 20_000;

    private static readonly TimeSpan FirstLimit = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan TailLimit = TimeSpan.FromMilliseconds(0.2);

    [Theory]
    [InlineData(Misdeed.Silence)]
    [InlineData(Misdeed.Trickle)]
    public async Task F07_handing_over_costs_no_more_while_an_answer_is_slow(Misdeed misdeed)
    {
        await using var endpoint = new RawEndpoint(misdeed);
        await using var delivery = new Delivery(endpoint.Url);
        delivery.Enqueue(1);
        await Eventually.GetAsync(() => Task.FromResult(endpoint.Received.IsEmpty), static isEmpty => !isEmpty, Patience.Limit);

        ShouldCostNothing(delivery, $"{misdeed}");
    }

    [Fact]
    public async Task F11_handing_over_costs_no_more_while_the_provider_of_credentials_hangs()
    {
        await using var endpoint = new RawEndpoint();
        var credentials = new HangingCredentials();
        await using (var healthy = new Delivery(endpoint.Url))
        {
            // What the runtime compiles and loads for the first call of all is no matter of credentials.
            healthy.Enqueue(1);
            await healthy.FlushAsync();
        }

        await using var delivery = new Delivery(endpoint.Url, credentials: credentials);
        TimeSpan first = TimeOf(delivery);
        await credentials.Asked;

        ShouldCostNothing(delivery, "hanging credentials");
        output.WriteLine($"the first {first.TotalMicroseconds:F1} us");
        if (Nightly.IsNow)
        {
            first.Should().BeLessThan(FirstLimit);
        }
    }

    [Fact]
    public async Task F12_handing_over_costs_no_more_while_a_name_cannot_be_found()
    {
        await using var delivery = new Delivery("http://obs.invalid:4711");
        delivery.Enqueue(1);
        await delivery.WaitForAttemptsAsync(1);

        ShouldCostNothing(delivery, "no such name");
    }

    private void ShouldCostNothing(Delivery delivery, string trouble)
    {
        TimeSpan[] took = [.. Enumerable.Range(0, Records).Select(_ => TimeOf(delivery))];

        TimeSpan tail = took.Order().ElementAt((int)(Records * 0.99));
        output.WriteLine($"{trouble}: p99 {tail.TotalMicroseconds:F1} us");
        delivery.ShouldWait();
        if (Nightly.IsNow)
        {
            // By day other test runs take from this thread what they like.
            tail.Should().BeLessThan(TailLimit);
        }
    }

    private static TimeSpan TimeOf(Delivery delivery)
    {
        long begun = Stopwatch.GetTimestamp();
        delivery.Enqueue(1);
        return Stopwatch.GetElapsedTime(begun);
    }
}
