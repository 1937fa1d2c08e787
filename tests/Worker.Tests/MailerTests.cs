using System.Text.Json.Nodes;

namespace Worker.Tests;

/// <summary>How the subsegments of one's own code are tested.</summary>
[Collection(OneProcess.Name)]
public sealed class MailerTests : IAsyncDisposable
{
    private readonly CapturedTraces _traces = new();

    public ValueTask DisposeAsync() => _traces.DisposeAsync();

    [Theory]
    [InlineData("anna@example.com", 250, null)]
    [InlineData("busy@example.com", 450, "throttle")]
    [InlineData("nobody@example.com", 550, "error")]
    [InlineData("broken@example.com", 554, "fault")]
    public async Task The_servers_answer_stands_in_the_subsegment(string address, int answer, string? mark)
    {
        var mailer = new Mailer(_traces.Tracer);

        using (_traces.Tracer.BeginSegment("test"))
        {
            await mailer.SendAsync(address, "hello", CancellationToken.None);
        }

        JsonNode mail = (await _traces.DocumentsAsync()).Single()["subsegments"]![0]!;
        mail["name"]!.ToString().Should().Be("mail");
        mail["annotations"]!["answer"]!.GetValue<int>().Should().Be(answer);
        new[] { "throttle", "error", "fault" }.Where(flag => mail[flag] is not null).FirstOrDefault().Should().Be(mark);
    }

    [Fact]
    public async Task A_lost_connection_is_the_cause_of_the_fault()
    {
        var mailer = new Mailer(_traces.Tracer);

        using (_traces.Tracer.BeginSegment("test"))
        {
            Func<Task> send = () => mailer.SendAsync("lost@example.com", "hello", CancellationToken.None);
            await send.Should().ThrowAsync<MailException>();
        }

        JsonNode connect = (await _traces.DocumentsAsync()).Single()["subsegments"]![0]!["subsegments"]![0]!;
        connect["cause"]!["exceptions"]![0]!["message"]!.ToString().Should().Be("The mail server closed the connection.");
    }

    [Fact]
    public async Task Without_a_trace_the_code_does_the_same()
    {
        var mailer = new Mailer(_traces.Tracer);

        await mailer.SendAsync("anna@example.com", "hello", CancellationToken.None);

        (await _traces.DocumentsAsync()).Should().BeEmpty();
    }
}
