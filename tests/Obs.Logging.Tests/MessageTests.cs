using System.Collections;
using System.Text.Json;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging;
using Obs.Logging.Tests.Support;
using Obs.TestSupport;

namespace Obs.Logging.Tests;

/// <summary>The message is what the framework's own formatter would have made of it.</summary>
public sealed class MessageTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("{{}} {{A}} {A}")]
    [InlineData("{A,8}|{B,-8}|{C:0.00}|{D:X4}")]
    [InlineData("{A}{B}{C}{D}")]
    [InlineData("{ A } { B:N2 }")]
    [InlineData("")]
    public void A_message_is_rendered_as_the_framework_does(string template)
    {
        using var harness = new LogHarness();
        object?[] arguments = ["text", null, 1234.5678, 255];
        string expected = Render(template, arguments);

        harness.Logger.Log(LogLevel.Information, new EventId(0), Values(template, arguments), null, static (state, _) => state.ToString()!);

        harness.Entry().GetProperty("message").GetString().Should().Be(expected);
    }

    [Fact]
    public void Any_text_in_any_place_comes_back_as_it_was_on_one_line()
    {
        using var harness = new LogHarness();
        Prop.ForAll<string, string, int>((text, ambient, number) =>
        {
            int before = harness.Lines().Count;
            using IDisposable? scope = harness.Logger.BeginScope(new Dictionary<string, object?> { ["Scoped"] = ambient });
            harness.Logger.LogInformation("{Text}: {Number}", text, number);

            string line = harness.Lines().Skip(before).Single();
            JsonElement entry = JsonDocument.Parse(line).RootElement;
            return !line.Contains('\n', StringComparison.Ordinal)
                && entry.GetProperty("Text").GetString() == Sound(text)
                && entry.GetProperty("Scoped").GetString() == Sound(ambient)
                && entry.GetProperty("Number").GetInt32() == number
                && entry.GetProperty("message").GetString() == $"{Sound(text) ?? "(null)"}: {number}";
        }).ShouldHold();
    }

    private static string? Sound(string? text) =>
        text is null ? null : System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));

    private static string Render(string template, object?[] arguments) => Values(template, arguments).ToString()!;

    // The framework's own state, with as many arguments as the template has holes.
    private static IReadOnlyList<KeyValuePair<string, object?>> Values(string template, object?[] arguments)
    {
        var capture = new Capture();
        int holes = template.Replace("{{", "", StringComparison.Ordinal).Count(static c => c == '{');
        Emit(capture, template, arguments[..Math.Min(holes, arguments.Length)]);
        return capture.State!;
    }

    private static void Emit(ILogger logger, string template, object?[] arguments) =>
        logger.Log(LogLevel.Information, template, arguments);

    private sealed class Capture : ILogger
    {
        public IReadOnlyList<KeyValuePair<string, object?>>? State { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            State = new Frozen((IReadOnlyList<KeyValuePair<string, object?>>)state!, formatter(state, exception));
    }

    private sealed class Frozen(
        IReadOnlyList<KeyValuePair<string, object?>> state, string text) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => state.Count;

        public KeyValuePair<string, object?> this[int index] => state[index];

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => state.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => text;
    }
}
