using System.Text.Json;
using Microsoft.Extensions.Logging;
using Obs.Logging.Tests.Support;
using Obs.TestSupport;

namespace Obs.Logging.Tests;

/// <summary>Entries that write their own properties: the same line as any other, without a box.</summary>
public sealed class OwnEntryTests
{
    [Fact]
    public void Says_what_a_template_with_the_same_values_would_say()
    {
        using var harness = new LogHarness();

        harness.Logger.LogEntry(new Shown("tea", 12, 3.456, 31.80m, true));
        harness.Logger.Log(
            LogLevel.Information, new EventId(7), Shown.Template, "tea", 12L, 3.456, 31.80m, true);

        string[] lines = [.. harness.Lines()];
        lines.Should().HaveCount(2);
        lines[0].Should().Be(lines[1]).And.Contain("\"message\":\"Showed tea x   12 in 3.5 ms for 31.80 (True)\"");
    }

    [Fact]
    public void Writes_what_is_secret_infinite_or_structured_as_in_any_entry()
    {
        using var harness = new LogHarness();

        harness.Logger.LogEntry(new Refusal("password=hunter2", more: 0, throws: false), new TimeoutException("late"));

        JsonElement entry = harness.Entry();
        entry.GetProperty("Text").GetString().Should().Be("password=***");
        entry.GetProperty("Detail").GetProperty("Reason").GetString().Should().Be("limit");
        entry.GetProperty("Password").GetString().Should().Be("***");
        entry.GetProperty("Card").GetString().Should().Be("***");
        entry.GetProperty("Infinite").GetString().Should().Be("Infinity");
        entry.GetProperty("At").GetString().Should().StartWith("1970-01-01T00:00:00");
        entry.GetProperty("exceptionType").GetString().Should().Be("System.TimeoutException");
        entry.GetRawText().Should().NotContain("hunter2").And.NotContain("4111").And.NotContain("4711");
    }

    [Theory]
    [InlineData(200, false)]
    [InlineData(0, true)]
    public void Stays_one_line_that_says_so_when_it_has_too_much_or_throws(int more, bool throws)
    {
        using var harness = new LogHarness();

        harness.Logger.LogEntry(new Refusal("x", more, throws));

        JsonElement entry = harness.Entry();
        entry.GetProperty("truncated").GetBoolean().Should().BeTrue();
        entry.GetProperty("Text").GetString().Should().Be("x");
        entry.EnumerateObject().Count().Should().BeLessThan(160);
    }

    [Fact]
    public void Is_to_every_other_provider_a_message_and_a_list_of_properties()
    {
        var other = new RecordingLogger();

        other.LogEntry(new Shown("tea", 12, 3.456, 31.80m, true));

        other.Message.Should().Be("Showed tea x   12 in 3.5 ms for 31.80 (True)");
        other.State.Should().Equal(
            new("Product", "tea"), new("Count", 12L), new("ElapsedMs", 3.456), new("Price", 31.80m), new("IsNew", true),
            new("{OriginalFormat}", Shown.Template));
        other.Enumerated.Should().Equal(other.State);
        other.EventId.Id.Should().Be(7);
    }

    [Fact]
    public void Allocates_nothing()
    {
        using var harness = new LogHarness();
        using IDisposable? scope = harness.Logger.BeginScope(new List<KeyValuePair<string, object?>> { new("CorrelationId", "c-1") });
        var shown = new Shown("tea", 12, 3.456, 31.80m, true);

        Allocations.PerCall(() => harness.Logger.LogEntry(shown), 0, calls: 200, () =>
        {
            harness.Flush();
            harness.Sink.Forget();
        }).Should().Be(0);
    }
}
