using System.Text.Json;
using Obs.TestSupport;
using static Obs.Local.Tests.Explain.MadeTrace;

namespace Obs.Local.Tests.Explain;

public sealed class ExplainApiTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task The_planted_cause_comes_out_with_its_log_entry_and_links_to_traces()
    {
        await using LocalBackend backend = await ShopAsync(":memory:");

        JsonElement answer = await backend.GetAsync("explain?percentile=90");

        answer.GetProperty("population").GetInt32().Should().Be(120);
        answer.GetProperty("complete").GetBoolean().Should().BeTrue();
        answer.GetProperty("caution").ValueKind.Should().Be(JsonValueKind.Null);
        JsonElement step = answer.GetProperty("steps")[0];
        step.GetProperty("kind").GetString().Should().Be("sql");
        step.GetProperty("share").GetDouble().Should().BeGreaterThan(0.99);
        JsonElement trait = answer.GetProperty("traits")[0];
        trait.GetProperty("text").GetString().Should().Be("plan = gold");
        trait.GetProperty("slow").GetInt32().Should().Be(12);
        JsonElement log = answer.GetProperty("logs")[0];
        log.GetProperty("template").GetString().Should().Be("Cache miss for plan {Plan}");
        (log.GetProperty("slow").GetInt32(), log.GetProperty("typical").GetInt32(), log.GetProperty("sure").GetBoolean()).Should()
            .Be((12, 0, true));
        log.GetProperty("examples").GetArrayLength().Should().Be(3);
        answer.GetProperty("dots").EnumerateArray().Count(static dot => dot.GetProperty("slow").GetBoolean()).Should().Be(12);
        answer.GetProperty("answer").EnumerateArray().Last().GetString().Should().StartWith(
            "Only the slow traces log “Cache miss for plan {Plan}” (storefront): 12 of 12 slow traces and 0 of 60 typical ones (practically certain");
    }

    [Fact]
    public async Task Operation_filter_service_and_span_choose_what_is_compared()
    {
        await using LocalBackend backend = await ShopAsync(":memory:");
        long start = (long)(SegmentText.Start * 1_000);

        (await backend.GetAsync("explain?operation=GET%20/nothing")).GetProperty("population").GetInt32().Should().Be(0);
        (await backend.GetAsync("explain?operation=POST%20/orders/{id}")).GetProperty("population").GetInt32().Should().Be(120);
        (await backend.GetAsync("explain?service=payments")).GetProperty("population").GetInt32().Should().Be(120);
        (await backend.GetAsync("explain?filter=annotation.plan%3D%22gold%22")).GetProperty("population").GetInt32().Should().Be(12);
        JsonElement span = await backend.GetAsync($"explain?spanFrom={start}&spanTo={start + 10_000}");
        span.GetProperty("slow").GetProperty("count").GetInt32().Should().Be(20);
        span.GetProperty("typical").GetProperty("count").GetInt32().Should().Be(100);
    }

    [Theory]
    [InlineData("percentile=50", "percentile must be a number from 75 to 99.99; found \\u002250\\u0022.")]
    [InlineData("spanFrom=5&spanTo=6&from=10&to=20", "spanFrom must be a whole number from 10 to 20; found \\u00225\\u0022.")]
    [InlineData("spanFrom=15&spanTo=15&from=10&to=20", "spanFrom must be before spanTo; found spanFrom=15 and spanTo=15.")]
    [InlineData("filter=(", "position")]
    public async Task What_cannot_be_answered_is_refused_with_what_can(string query, string expected)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);

        (int status, string body) = await backend.GetRawAsync("api/local/explain?" + query);

        status.Should().Be(400);
        body.Should().Contain(expected);
    }

    [Fact]
    public async Task A_stored_explanation_is_the_one_that_was_served()
    {
        string file = Path.Combine(Path.GetTempPath(), $"explain-{Guid.NewGuid():N}.db");
        string served;
        await using (LocalBackend backend = await ShopAsync(file))
        {
            served = (await backend.GetRawAsync("api/local/explain/text?percentile=90")).Body;
        }

        var request = new ExplanationRequest { To = _time.GetUtcNow(), Percentile = 90 };
        StoredExplanation.Render(file, ExplanationFormat.Text, request).Should().Be(served).And.Contain("Where the extra time goes\n");
        StoredExplanation.Render(file, ExplanationFormat.Json, request).Should().StartWith("{\"population\":120");
        Action wrong = () =>
            StoredExplanation.Render(file, ExplanationFormat.Text, new ExplanationRequest { To = _time.GetUtcNow(), Percentile = 3 });
        wrong.Should().Throw<ArgumentException>().WithMessage("percentile must be a number from 75 to 99.99; found \"3\".*");
        File.Delete(file);
    }

    [Fact]
    public async Task A_name_from_outside_brings_no_control_character_to_a_terminal()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);
        await backend.SendSegmentsAsync(Enumerable.Range(0, 60).SelectMany(static number => Purchase(
            number, query: number < 6 ? 0.3 : 0.01, more: number < 6 ? Annotations(("plan", "\\u001b[31mred\\n")) : "")));
        _time.Advance(TimeSpan.FromMinutes(2));

        string text = (await backend.GetRawAsync("api/local/explain/text?percentile=90")).Body;

        text.Should().Contain("[31mred").And.NotContain("\u001b");
    }

    private async Task<LocalBackend> ShopAsync(string store)
    {
        LocalBackend backend = await LocalBackend.StartAsync(_time, store);
        await backend.SendSegmentsAsync(Enumerable.Range(0, 120).SelectMany(static number => Purchase(
            number, query: number % 10 == 3 ? 0.4 : 0.01, more: Annotations(("plan", number % 10 == 3 ? "gold" : "silver")))));
        await LogAsync(backend);
        _time.Advance(TimeSpan.FromMinutes(2));
        return backend;
    }

    private static async Task LogAsync(LocalBackend backend)
    {
        long time = (long)(SegmentText.Start * 1_000);
        IEnumerable<string> events = Enumerable.Range(0, 120).SelectMany(number => number % 10 == 3
            ? new[]
            {
                Entry(number, "Cache miss for plan {Plan}", "Cache miss for plan gold"),
                Entry(number, "Order {Id} placed", $"Order {number} placed"),
            }
            : [Entry(number, "Order {Id} placed", $"Order {number} placed")])
            .Select(message => $"{{\"timestamp\":{time},\"message\":{JsonSerializer.Serialize(message)}}}");
        await backend.CallAsync("Logs_20140328.CreateLogGroup", """{"logGroupName":"shop"}""");
        await backend.CallAsync("Logs_20140328.CreateLogStream", """{"logGroupName":"shop","logStreamName":"1"}""");
        (int status, _) = await backend.CallAsync(
            "Logs_20140328.PutLogEvents", $$"""{"logGroupName":"shop","logStreamName":"1","logEvents":[{{string.Join(',', events)}}]}""");
        status.Should().Be(200);
    }

    private static string Entry(int number, string template, string message) =>
        $$"""{"level":"Warning","service":"storefront","xrayTraceId":"{{Id(number)}}","template":"{{template}}","message":"{{message}}"}""";
}
