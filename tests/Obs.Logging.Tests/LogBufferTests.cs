using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Obs.Logging.Tests.Support;

namespace Obs.Logging.Tests;

public sealed class LogBufferTests
{
    [Fact]
    public async Task What_is_held_of_a_failure_is_written_as_it_was_with_its_scopes_and_ids()
    {
        using var harness = new LogHarness(static options => options.Buffer.MaxLevel = LogLevel.Debug);
        using var activity = new Activity("request");
        activity.Start();
        using (LogBufferScope held = harness.Buffer.Begin())
        {
            using (harness.Logger.BeginScope(new Dictionary<string, object?> { ["Step"] = "first" }))
            {
                harness.Logger.LogDebug("detail {Number}", 1);
            }

            harness.Time.Advance(TimeSpan.FromSeconds(2));
            await Task.Run(() => harness.Logger.LogInformation("at once"));
            harness.Lines().Should().ContainSingle();

            held.Write();
            harness.Logger.LogDebug("detail {Number}", 2);
        }

        List<JsonElement> entries = [.. harness.Lines().Select(static line => JsonDocument.Parse(line).RootElement)];
        entries.Select(static e => e.GetProperty("message").GetString()).Should().Equal("at once", "detail 1", "detail 2");
        entries[1].GetProperty("timestamp").GetString().Should().Be("2024-01-02T03:04:05.000Z");
        entries[1].GetProperty("Step").GetString().Should().Be("first");
        entries[1].GetProperty("traceId").GetString().Should().Be(activity.TraceId.ToHexString());
        harness.Account.Dropped.Should().BeEmpty();
    }

    [Fact]
    public void What_is_held_of_a_success_is_a_counted_drop()
    {
        using var harness = new LogHarness(static options => options.Buffer.MaxLevel = LogLevel.Debug);

        using (harness.Buffer.Begin())
        {
            harness.Logger.LogDebug("detail");
            harness.Logger.LogInformation("at once");
        }

        harness.Entry().GetProperty("message").GetString().Should().Be("at once");
        harness.Account.Dropped.Should().Equal(new Dictionary<string, long> { ["not_failed"] = 1 });
    }

    [Fact]
    public void Beyond_its_bound_the_oldest_go()
    {
        using var harness = new LogHarness(
            static options => (options.Buffer.MaxLevel, options.Buffer.BytesPerRequest) = (LogLevel.Debug, 2048));
        using (LogBufferScope held = harness.Buffer.Begin())
        {
            for (int i = 0; i < 1_000; i++)
            {
                harness.Logger.LogDebug("detail {Number}", i);
            }

            held.Write();
        }

        int[] numbers = [.. harness.Lines().Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("Number").GetInt32())];
        numbers.Should().Equal(Enumerable.Range(1_000 - numbers.Length, numbers.Length)).And.NotBeEmpty();
        harness.Account.Dropped["request_buffer_full"].Should().Be(1_000 - numbers.Length);
        harness.Account.Accepted.Should().Be(1_000);
    }

    [Fact]
    public void Outside_of_any_work_held_levels_are_off()
    {
        using var harness = new LogHarness(static options => options.Buffer.MaxLevel = LogLevel.Debug);

        harness.Logger.IsEnabled(LogLevel.Debug).Should().BeFalse();
        harness.Logger.LogDebug("nowhere");
        using (harness.Buffer.Begin())
        {
            harness.Logger.IsEnabled(LogLevel.Debug).Should().BeTrue();
        }

        harness.Logger.IsEnabled(LogLevel.Debug).Should().BeFalse("the work has ended");
        harness.Lines().Should().BeEmpty();
    }

    [Fact]
    public void Several_threads_of_one_request_lose_nothing_under_contention()
    {
        using var harness = new LogHarness(
            static options => (options.Buffer.MaxLevel, options.Buffer.BytesPerRequest) = (LogLevel.Debug, 16 << 20));
        using (LogBufferScope held = harness.Buffer.Begin())
        {
            Parallel.For(0, 2_000, i =>
            {
                harness.Logger.LogDebug("detail {Number}", i);
                if (i == 1_000)
                {
                    held.Write();
                }
            });
        }

        harness.Lines();
        (harness.Account.Delivered + harness.Account.Dropped.GetValueOrDefault("not_failed")).Should().Be(2_000);
        harness.Account.Accepted.Should().Be(2_000);
    }
}
