using System.Collections;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Obs.Logging.Tests.Support;

namespace Obs.Logging.Tests;

/// <summary>Whatever an application logs: no exception, one line, within bounds.</summary>
public sealed class HostileValueTests
{
    public static TheoryData<string, object?> Values => new()
    {
        { "throwing ToString", new Throwing() },
        { "throwing format", new ThrowingFormat() },
        { "lying format", new LyingFormat() },
        { "throwing enumeration", ThrowingItems() },
        { "endless enumeration", EndlessItems() },
        { "cycle", Cycle() },
        { "depth", Deep() },
        { "wide", Enumerable.Repeat(Enumerable.Repeat(Enumerable.Repeat(new string('x', 500), 100), 100), 100) },
        { "long string", new string('\0', 10_000_000) },
        { "type", typeof(string) },
        { "task", Task.CompletedTask },
        { "null text", new NullText() },
        { "aggregate", new AggregateException(Enumerable.Range(0, 1_000).Select(static i => new InvalidOperationException($"{i}"))) },
        { "secret lookalike", "Password=" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_costs_at_most_itself(string name, object? value)
    {
        using var harness = new LogHarness();
        using IDisposable? scope = harness.Logger.BeginScope(new Dictionary<string, object?> { ["InScope"] = value });

        harness.Logger.LogInformation(value as Exception, "{Name} {Value,10:X} {After}", name, value, "after");

        string line = harness.Lines().Single();
        Encoding.UTF8.GetByteCount(line).Should().BeLessThanOrEqualTo(64 * 1024);
        JsonElement entry = JsonDocument.Parse(line).RootElement;
        entry.GetProperty("After").GetString().Should().Be("after");
        entry.TryGetProperty("InScope", out _).Should().BeTrue();
    }

    [Fact]
    public void Text_beyond_its_bound_is_cut_with_a_mark()
    {
        using var harness = new LogHarness();

        harness.Logger.LogInformation("{Text}", new string('é', 5_000));

        JsonElement entry = harness.Entry();
        string text = entry.GetProperty("Text").GetString()!;
        text.Should().EndWith("é…");
        Encoding.UTF8.GetByteCount(text).Should().BeInRange(8_190, 8_195);
        entry.GetProperty("truncated").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public void An_entry_beyond_its_bound_keeps_what_fits()
    {
        using var harness = new LogHarness();
        var scope = Enumerable.Range(0, 500).ToDictionary(static i => $"P{i}", static i => (object?)new string('漢', 1_000));
        using IDisposable? disposable = harness.Logger.BeginScope(scope);

        harness.Logger.LogInformation("much");

        JsonElement entry = harness.Entry();
        entry.GetProperty("truncated").GetBoolean().Should().BeTrue();
        entry.GetProperty("P0").GetString().Should().HaveLength(1_000);
        Encoding.UTF8.GetByteCount(harness.Lines().Single()).Should().BeInRange(32 * 1024, 64 * 1024);
    }

    [Fact]
    public void A_formatter_a_state_or_a_scope_that_throws_costs_its_own_part()
    {
        using var harness = new LogHarness();
        using IDisposable? bad = harness.Logger.BeginScope(new ThrowingState());
        using IDisposable? good = harness.Logger.BeginScope(new Dictionary<string, object?> { ["Kept"] = 1 });

        harness.Logger.Log(LogLevel.Error, 7, new ThrowingState(), null, static (_, _) => throw new InvalidOperationException());

        JsonElement entry = harness.Entry();
        entry.GetProperty("message").GetString().Should().Be("(the formatter threw InvalidOperationException)");
        entry.GetProperty("Kept").GetInt32().Should().Be(1);
        entry.GetProperty("eventId").GetInt32().Should().Be(7);
    }

    [Fact]
    public void A_value_that_logs_while_it_is_logged_disturbs_nothing()
    {
        using var harness = new LogHarness();

        harness.Logger.LogInformation("{Value}", new Logging(harness.Logger));

        harness.Lines().Select(static l => JsonDocument.Parse(l).RootElement.GetProperty("message").GetString())
            .Should().Equal("from inside", "from inside", "outside");
    }

    private static IEnumerable<int> ThrowingItems()
    {
        yield return 1;
        throw new InvalidOperationException();
    }

    private static IEnumerable<int> EndlessItems()
    {
        for (int i = 0; ; i++)
        {
            yield return i;
        }
    }

    private static List<object> Cycle()
    {
        List<object> list = [1];
        list.Add(list);
        list.Add(list);
        return list;
    }

    private static object Deep()
    {
        object value = "bottom";
        for (int i = 0; i < 10_000; i++)
        {
            value = new[] { value };
        }

        return value;
    }

    private sealed class Throwing
    {
        public override string ToString() => throw new OutOfMemoryException();
    }

    private sealed class NullText
    {
        public override string? ToString() => null;
    }

    private sealed class ThrowingFormat : ISpanFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => throw new FormatException();

        public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
            throw new FormatException();
    }

    private sealed class LyingFormat : ISpanFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => "";

        public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        {
            charsWritten = int.MaxValue;
            return true;
        }
    }

    private sealed class Logging(ILogger logger)
    {
        public override string ToString()
        {
            logger.LogInformation("from inside");
            return "outside";
        }
    }

    private sealed class ThrowingState : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => 3;

        public KeyValuePair<string, object?> this[int index] => throw new InvalidOperationException();

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => throw new InvalidOperationException();

        IEnumerator IEnumerable.GetEnumerator() => throw new InvalidOperationException();
    }
}
