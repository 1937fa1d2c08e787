using Obs.Tracing;

namespace Worker;

/// <summary>Hands mail to a server, and says in its subsegment how that went: X-Ray cannot read the answers of every protocol.</summary>
internal sealed class Mailer(Tracer tracer)
{
    public async Task SendAsync(string address, string text, CancellationToken cancellationToken)
    {
        using SubsegmentScope mail = tracer.BeginSubsegment("mail").Annotate("characters", text.Length);
        await tracer.TraceAsync("connect", () => ConnectAsync(address, cancellationToken));

        int answer = Answer(address);
        mail.Annotate("answer", answer);
        switch (answer)
        {
            case 421 or 450:
                mail.MarkThrottle(); // Try again later.
                break;
            case 550:
                mail.MarkError(); // Our mistake: there is no such mailbox.
                break;
            case >= 551:
                mail.MarkFault(); // The server's.
                break;
        }
    }

    // Stands for a connection to a mail server.
    private static async Task ConnectAsync(string address, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.Yield();
        if (address.StartsWith("lost", StringComparison.Ordinal))
        {
            throw new MailException("The mail server closed the connection.");
        }
    }

    private static int Answer(string address) => address.Split('@')[0] switch
    {
        "busy" => 450,
        "nobody" => 550,
        "broken" => 554,
        _ => 250,
    };
}
