using System.Text;
using System.Text.Json;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging;
using Obs.Logging.Buffering;
using Obs.Logging.Tests.Support;
using Obs.TestSupport;

namespace Obs.Logging.Tests;

/// <summary>Entries that are larger than a record may be.</summary>
public sealed class EntryPartsTests
{
    private const int Limit = 4 * 1024;
    private const string Head =
        """{"timestamp":"2026-11-22T18:03:07.412Z","level":"Error","message":"m","logger":"Shop","traceId":"6741",""";

    [Fact]
    public void A_value_that_is_too_large_goes_on_in_further_parts_with_the_number_of_each()
    {
        string stack = string.Concat(Enumerable.Range(0, 2_000).Select(static i => $"   at Line{i}\n"));

        JsonElement[] parts = PartsOf(Head + $"\"exceptionStack\":{JsonSerializer.Serialize(stack)},\"OrderId\":7}}");

        parts.Should().HaveCountGreaterThan(7);
        string.Concat(parts.Select(static part => TextOf(part, "exceptionStack"))).Should().Be(stack);
        parts.Select(static part => part.GetProperty("entryPart").GetInt32()).Should().Equal(Enumerable.Range(1, parts.Length));
        parts.Should().OnlyContain(part => part.GetProperty("entryParts").GetInt32() == parts.Length
            && TextOf(part, "entryKey") == "0123456789abcdef" && TextOf(part, "traceId") == "6741"
            && TextOf(part, "timestamp") == "2026-11-22T18:03:07.412Z");
        parts.Count(static part => part.TryGetProperty("message", out _)).Should().Be(1);
        parts.Count(static part => part.TryGetProperty("OrderId", out _)).Should().Be(1);
    }

    [Fact]
    public void A_value_that_fits_a_part_stays_whole()
    {
        string value = new('v', Limit / 2);

        JsonElement[] parts = PartsOf(Head + string.Join(',', Enumerable.Range(0, 5).Select(i => $"\"p{i}\":\"{value}\"")) + "}");

        Enumerable.Range(0, 5).Should().OnlyContain(i => parts.Count(part => TextOf(part, $"p{i}") == value) == 1);
    }

    [Fact]
    public void What_is_no_text_goes_on_as_the_text_of_its_JSON()
    {
        string json = JsonSerializer.Serialize(Enumerable.Range(0, 2_000).Select(static i => new { Name = $"\"{i}\\" }));

        JsonElement[] parts = PartsOf(Head + $"\"items\":{json}}}");

        string.Concat(parts.Select(static part => TextOf(part, "items"))).Should().Be(json);
    }

    [Fact]
    public void Whatever_the_text_no_part_is_too_large_and_together_they_are_the_text() =>
        Prop.ForAll(
            Gen.Elements("a", "\"", "\\", "\n", "ä", "漢", "\U0001F600", "\u2028", "\\u", "\uD83D").ListOf(9_000).ToArbitrary(),
            static letters =>
            {
                string text = string.Concat(letters);
                string sound = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
                string raw = JsonSerializer.Serialize(sound, Relaxed);
                return string.Concat(PartsOf(Head + $"\"text\":{raw}}}").Select(static part => TextOf(part, "text"))) == sound
                    && string.Concat(PartsOf(Head + $"\"text\":{JsonSerializer.Serialize(sound)}}}")
                        .Select(static part => TextOf(part, "text"))) == sound;
            }).ShouldHold(always: 20, nightly: 200);

    [Theory]
    [InlineData(@"\uD83D\uDE00", 11, 0)]
    [InlineData(@"\uD83D\uDE00", 12, 12)]
    [InlineData(@"\uD83Dx\u0041", 7, 7)]
    [InlineData(@"a\nb", 2, 1)]
    [InlineData(@"a\u00e4b", 6, 1)]
    [InlineData("aä", 2, 1)]
    [InlineData("\U0001F600", 3, 0)]
    public void No_character_is_cut_in_two(string text, int most, int fitting) =>
        EntryParts.Fitting(Encoding.UTF8.GetBytes(text), most).Should().Be(fitting);

    [Theory]
    [InlineData("no JSON at all")]
    [InlineData("[1]")]
    [InlineData("{\"a\":\"b\"}")]
    [InlineData("{\"timestamp\":\"t\",\"a\":")]
    public void What_is_no_entry_of_ours_has_no_parts(string record) =>
        EntryParts.Of(Encoding.UTF8.GetBytes(record), Limit, "k").Should().BeNull();

    [Fact]
    public void A_name_that_leaves_no_room_for_its_value_has_no_parts() =>
        EntryParts.Of(Encoding.UTF8.GetBytes(Head + $"\"{new string('n', Limit)}\":1}}"), Limit, "k").Should().BeNull();

    [Fact]
    public void An_entry_that_may_be_large_reaches_its_sink_in_parts_and_each_is_accounted_for()
    {
        using var harness = new LogHarness(static options => options.MaxEntryBytes = 16 * 1024 * 1024);
        string[] texts = [.. Enumerable.Range(0, 4).Select(static i => new string((char)('a' + i), 1_000_000))];

        harness.Logger.LogError("{A} {B} {C} {D}", [.. texts]);

        JsonElement[] parts = [.. harness.Lines().Select(static line => JsonDocument.Parse(line).RootElement)];
        parts.Select(static part => part.GetProperty("entryPart").GetInt32()).Should().Equal(Enumerable.Range(1, parts.Length));
        parts.Should().OnlyContain(static part => part.GetRawText().Length <= 1024 * 1024);
        (string.Concat(parts.Select(static part => TextOf(part, "A"))) == texts[0]).Should().BeTrue();
        (string.Concat(parts.Select(static part => TextOf(part, "D"))) == texts[3]).Should().BeTrue();
        harness.Account.Accepted.Should().Be(parts.Length);
        harness.Account.Delivered.Should().Be(parts.Length);
    }

    [Fact]
    public void An_entry_takes_what_the_options_allow_and_a_text_in_it_an_eighth_of_that()
    {
        using var harness = new LogHarness(static options => options.MaxEntryBytes = 1024 * 1024);
        string fitting = new('x', 128 * 1024);

        harness.Logger.LogInformation("{Fitting}{More}", fitting, fitting + "x");

        JsonElement entry = harness.Entry();
        (TextOf(entry, "Fitting") == fitting).Should().BeTrue();
        (TextOf(entry, "More") == fitting + "…").Should().BeTrue();
        (TextOf(entry, "message") == fitting).Should().BeTrue();
        entry.GetProperty("truncated").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public void A_long_stack_is_whole_where_there_is_room_for_it()
    {
        using var harness = new LogHarness(static options => options.MaxEntryBytes = 1024 * 1024);
        var failure = new InvalidOperationException(new string('m', 50_000));

        harness.Logger.LogError(failure, "failed");

        TextOf(harness.Entry(), "exceptionMessage").Should().Be(failure.Message);
        TextOf(harness.Entry(), "exceptionStack").Should().Contain(failure.Message);
    }

    private static JsonSerializerOptions Relaxed { get; } =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonElement[] PartsOf(string entry)
    {
        IReadOnlyList<byte[]> parts = EntryParts.Of(Encoding.UTF8.GetBytes(entry), Limit, "0123456789abcdef")!;
        parts.Should().OnlyContain(static part => part.Length <= Limit);
        return [.. parts.Select(static part => JsonDocument.Parse(part).RootElement)];
    }

    private static string? TextOf(JsonElement part, string name) =>
        part.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
