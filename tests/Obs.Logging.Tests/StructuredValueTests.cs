using System.Text.Json;
using System.Text.Json.Serialization;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging;
using Obs.Logging.Tests.Support;
using Obs.TestSupport;

namespace Obs.Logging.Tests;

public sealed partial class StructuredValueTests
{
    [Fact]
    public void Records_and_anonymous_objects_are_written_with_their_properties()
    {
        using var harness = new LogHarness();

        harness.Logger.LogInformation(
            "{Order} {Point} {Anonymous}", new Order(7, [new Line("a", 1.5m)]), new Point(1, 2), new { A = 1, B = new[] { "x" } });

        JsonElement entry = harness.Entry();
        entry.GetProperty("Order").GetRawText().Should().Be("""{"Id":7,"Lines":[{"Product":"a","Price":1.5}]}""");
        entry.GetProperty("Point").GetRawText().Should().Be("""{"X":1,"Y":2}""");
        entry.GetProperty("Anonymous").GetRawText().Should().Be("""{"A":1,"B":["x"]}""");
        entry.GetProperty("message").GetString().Should().StartWith("""{"Id":7,"Lines":[{"Product":"a","Price":1.5}]} {"X":1""");
    }

    [Fact]
    public void Other_objects_are_their_text_unless_the_template_asks_for_them_or_a_context_describes_them()
    {
        using var harness = new LogHarness(static options => options.DescribeObjects(Described.Default));

        harness.Logger.LogInformation("{Plain} {@Asked} {Described}", new Plain(), new Plain(), new DescribedPlain());

        JsonElement entry = harness.Entry();
        entry.GetProperty("Plain").GetString().Should().EndWith("+Plain");
        entry.GetProperty("Asked").GetRawText().Should().Be("""{"Value":1}""");
        entry.GetProperty("Described").GetRawText().Should().Be("""{"Value":2}""");
    }

    [Fact]
    public void A_cycle_a_getter_that_throws_and_a_great_depth_cost_their_own_part()
    {
        using var harness = new LogHarness();
        var cycle = new Node { Name = "a" };
        cycle.Next = cycle;

        harness.Logger.LogInformation("{@Cycle} {@Throwing} {@Deep}", cycle, new ThrowingGetter(), Deep(100));

        JsonElement entry = harness.Entry();
        entry.GetProperty("Cycle").GetRawText().Should().Be("""{"Name":"a","Next":"…"}""");
        entry.GetProperty("Throwing").GetRawText().Should().Be("""{"Bad":"(threw InvalidOperationException)","Good":1}""");
        entry.GetProperty("truncated").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public void Json_is_written_as_the_json_it_is()
    {
        using var harness = new LogHarness();
        JsonElement element = JsonDocument.Parse("""{"a":[1,2.5,null,true,"x"],"password":"s3cr3t"}""").RootElement;

        harness.Logger.LogInformation("{Json}", element);

        harness.Entry().GetProperty("Json").GetRawText().Should().Be("""{"a":[1,2.5,null,true,"x"],"password":"***"}""");
    }

    [Fact]
    public void Memory_is_what_it_refers_to()
    {
        using var harness = new LogHarness();
        ReadOnlyMemory<char> text = "a text".AsMemory(2);
        Memory<byte> bytes = new byte[] { 1, 2, 250 };
        ReadOnlyMemory<double> numbers = new[] { 0.5, 2 };
        Memory<string> secrets = new[] { "plain", "Password=Tr0ub4dor" };

        harness.Logger.LogInformation("{Text} {Bytes} {Numbers} {Secrets} {Nested}", text, bytes, numbers, secrets, new { Inside = bytes });

        JsonElement entry = harness.Entry();
        entry.GetProperty("Text").GetString().Should().Be("text");
        entry.GetProperty("Bytes").GetRawText().Should().Be("[1,2,250]");
        entry.GetProperty("Numbers").GetRawText().Should().Be("[0.5,2]");
        entry.GetProperty("Secrets").GetRawText().Should().Be("""["plain","Password=***"]""");
        entry.GetProperty("Nested").GetRawText().Should().Be("""{"Inside":[1,2,250]}""");
        entry.GetProperty("message").GetString().Should().Be("text 1, 2, 250 0.5, 2 plain, Password=*** {\"Inside\":[1,2,250]}");
    }

    [Fact]
    public void Attributes_redact_properties_parameters_of_records_and_parameters_of_logger_messages()
    {
        using var harness = new LogHarness(static options => options.Redaction.HashKey = Convert.ToBase64String(new byte[32]));

        Log.CustomerCame(harness.Logger, "Ann", "ann@example.org", "DE02120300000000202051", "10.0.0.7");
        harness.Logger.LogInformation(
            "{Card}", new Card("4000-secret", new CanaryCage { Text = "t", Masked = "s1", Erased = "s2", Hashed = "s3" }));

        JsonElement customer = JsonDocument.Parse(harness.Lines()[0]).RootElement;
        string hash = customer.GetProperty("Email").GetString()!;
        hash.Should().MatchRegex("^hmac:[0-9a-f]{32}$");
        customer.GetProperty("message").GetString().Should().Be($"Customer Ann with {hash} and *** came as ");
        customer.TryGetProperty("Visitor", out _).Should().BeFalse();
        JsonElement card = JsonDocument.Parse(harness.Lines()[1]).RootElement;
        card.GetProperty("Card").GetProperty("Number").GetString().Should().Be("***");
        card.GetProperty("Card").GetProperty("Cage").EnumerateObject().Select(static p => p.Name).Should()
            .Equal("Text", "Map", "Masked", "Hashed");
        string.Join('\n', harness.Lines()).Should().NotContainAny("ann@example", "DE0212", "10.0.0.7", "4000-secret", "s1", "s2", "s3");
    }

    [Fact]
    public void Marks_of_direction_cannot_turn_a_line_around()
    {
        using var harness = new LogHarness();

        harness.Logger.LogInformation("{Text}", "a\u202Eb\u2066c\u200Fd\uFEFF");

        harness.Lines().Single().Should().NotContainAny("\u202E", "\u2066", "\u200F", "\uFEFF");
        harness.Entry().GetProperty("Text").GetString().Should().Be("a\u202Eb\u2066c\u200Fd\uFEFF");
    }

    [Fact]
    public void Any_number_reads_back_as_itself()
    {
        using var harness = new LogHarness();
        Prop.ForAll<double, int>((number, thousandths) =>
        {
            int before = harness.Lines().Count;
            harness.Logger.LogInformation("{A} {B}", number, thousandths / 1000.0);

            JsonElement entry = JsonDocument.Parse(harness.Lines().Skip(before).Single()).RootElement;
            string a = System.FormattableString.Invariant($"{number}");
            string b = System.FormattableString.Invariant($"{thousandths / 1000.0}");
            return entry.GetProperty("message").GetString() == $"{a} {b}" && entry.GetProperty("B").GetRawText() == b
                && (!double.IsFinite(number) || entry.GetProperty("A").GetRawText() == a);
        }).ShouldHold();
    }

    [Fact]
    public void Any_nesting_is_one_line_of_json_within_its_bound()
    {
        using var harness = new LogHarness();
        Prop.ForAll<List<Dictionary<string, string>>, int>((nested, depth) =>
        {
            int before = harness.Lines().Count;
            object value = new { nested, Node = Deep(Math.Abs(depth % 30)) };
            harness.Logger.LogInformation("{Value}", value);

            string line = harness.Lines().Skip(before).Single();
            JsonDocument.Parse(line);
            return !line.Contains('\n', StringComparison.Ordinal) && line.Length <= 64 * 1024;
        }).ShouldHold();
    }

    private static Node Deep(int depth)
    {
        var node = new Node { Name = "bottom" };
        for (int i = 0; i < depth; i++)
        {
            node = new Node { Name = "n", Next = node };
        }

        return node;
    }

    internal sealed record Order(int Id, IReadOnlyList<Line> Lines);

    internal sealed record Line(string Product, decimal Price);

    internal readonly record struct Point(int X, int Y);

    internal sealed record Card([Redact] string Number, CanaryCage Cage);

    internal sealed class Plain
    {
        public int Value { get; } = 1;
    }

    internal sealed class DescribedPlain
    {
        public int Value { get; } = 2;
    }

    internal sealed class Node
    {
        public string? Name { get; set; }

        public Node? Next { get; set; }
    }

    internal sealed class ThrowingGetter
    {
        public int Bad => Good > 0 ? throw new InvalidOperationException() : 0;

        public int Good { get; } = 1;
    }

    [JsonSerializable(typeof(DescribedPlain))]
    internal sealed partial class Described : JsonSerializerContext;
}
