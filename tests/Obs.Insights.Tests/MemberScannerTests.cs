using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Obs.Insights.Binding;
using Obs.Insights.Scanning;
using Obs.Insights.Values;
using Obs.TestSupport;

namespace Obs.Insights.Tests;

public sealed class MemberScannerTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "\"a\":1", "\"a\":{\"b\":2}", "\"x\\u00e9\\n\"", "\"\\ud83d\\ude00\"", "\"\\q\"",
        "\"\u0001\"", "1", "-1.5e+3", "01", "1.", "-", ".5",
        "true", "false", "null", "nul", " ", "\t", "\n", "\\", "\"",
    ];

    [Theory]
    [InlineData("""{"a":{"b":1}}""", "a.b", "1")]
    [InlineData("""{"a.b":1}""", "a.b", "1")]
    [InlineData("""{"a.b":{"c":1}}""", "a.b.c", "1")]
    [InlineData("""{"a":{"b.c":1}}""", "a.b.c", "1")]
    [InlineData("""{"a":[{"b":7},{"b":8}]}""", "a.1.b", "8")]
    [InlineData("""[{"a":1}]""", "0.a", "1")]
    [InlineData("""{"\u0061":"x\"y\u00e9\ud83d\ude00"}""", "a", "x\"yé😀")]
    [InlineData("""{"a":"\ud83dx"}""", "a", "\uFFFDx")]
    [InlineData("""{"a":1,"a":2}""", "a", "2")]
    [InlineData("""{"a":1,"a":null}""", "a", null)]
    [InlineData("""{"a":{"b":1}}""", "a", null)]
    [InlineData("""{"a":"","b":1}""", "a", "")]
    [InlineData("""{ "x" : [ ] , "a" : 5 }""", "a", "5")]
    [InlineData("""2026 INFO {"a":5} done""", "a", "5")]
    [InlineData("""[ERROR] {x} {"a":5}""", "a", "5")]
    [InlineData("""[1] {"a":5}""", "a", "5")]
    [InlineData("""{"a":5""", "a", null)]
    [InlineData("""{"a":5,}""", "a", null)]
    [InlineData("""{"@a":5}""", "@@a", "5")]
    [InlineData("""{"@a":5}""", "@a", null)]
    [InlineData("{\"a\":1.0}", "a", "1")]
    [InlineData("{\"a\":1e3}", "a", "1000")]
    [InlineData("{\"a\":12345678901234567890}", "a", "12345678901234567890")]
    public void A_field_is_found_by_its_name(string json, string field, string? expected) => Read(json, field).Should().Be(expected);

    [Fact]
    public void An_event_shaped_like_the_one_before_and_one_that_is_not_are_read_alike()
    {
        var members = new EventMembers([new("a", 7), new("b", 8)], takesTimeFromLine: false);
        Execution.Row row = NewRow(9, members);

        string[] lines =
            [
                "{\"a\":1,\"b\":2}", "{\"a\":3,\"b\":4}", "{\"b\":5,\"a\":6}", "{\"a\": 7}", "text", "{\"a\":8,\"bb\":9}",
                "{\"a\":{\"b\":1},\"b\":2}",
            ];
        List<string> found = [.. lines.Select(line =>
        {
            row.Slots[SystemField.Message] = FieldValue.OfText(line);
            row.BeginEvent(0);
            row.ReadMembers();
            return $"{row.Slots[7].ToText()}/{row.Slots[8].ToText()}";
        })];

        found.Should().Equal("1/2", "3/4", "6/5", "7/", "/", "8/", "/2");
    }

    [Fact]
    public void It_takes_for_JSON_exactly_what_the_platform_does()
    {
        Gen<string> text = Gen.Elements(Pieces).ListOf().Select(static pieces => "{" + string.Concat(pieces));

        Prop.ForAll(text.ToArbitrary(), static json =>
        {
            // A mark that only a reader which accepts the whole object can find.
            string marked = $"{json},\"mark\":1}}";
            return (Read(marked, "mark") is not null) == IsObjectWithMark(marked);
        }).ShouldHold(20_000, 200_000);
    }

    private static Execution.Row NewRow(int slots, EventMembers members) =>
        new(new QueryPlan([], false, slots, [], 0, [], []) { EventReferences = [], UnknownColumns = [] }, 0, members);

    private static string? Read(string message, string field)
    {
        var slots = new FieldValue[1];
        MemberScanner.Scan(new MemberTree([new EventField(field, 0)]).Root, FieldValue.OfText(message), slots, new MemberShape());
        return slots[0].IsMissing ? null : slots[0].ToText();
    }

    private static bool IsObjectWithMark(string text)
    {
        // Like the scanner: the first fragment that is JSON, tried at a few places.
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        int start = 0;
        for (int attempt = 0; attempt < 8; attempt++)
        {
            int found = utf8.AsSpan(start).IndexOf((byte)'{');
            if (found < 0)
            {
                return false;
            }

            start += found;
            try
            {
                var reader = new Utf8JsonReader(utf8.AsSpan(start), isFinalBlock: true, state: default);
                JsonElement element = JsonElement.ParseValue(ref reader);
                return element.ValueKind == JsonValueKind.Object && element.TryGetProperty("mark", out _);
            }
            catch (JsonException)
            {
                start++;
            }
        }

        return false;
    }
}
