namespace Obs.Logging.Formatting;

/// <summary>An exception as text. Its message and its stack trace may come from the application's own code, so each may throw.</summary>
internal static class ExceptionText
{
    private const int MaxChain = 8;

    public static string TypeOf(Exception exception) => exception.GetType().FullName ?? exception.GetType().Name;

    public static string MessageOf(Exception exception)
    {
        try
        {
            return exception.Message;
        }
        catch (Exception failure)
        {
            return $"(Message threw {failure.GetType().Name})";
        }
    }

    public static string Summary(Exception exception) => $"{TypeOf(exception)}: {MessageOf(exception)}";

    /// <summary>The exception and what caused it, outermost first, each with an equal share of the room.</summary>
    public static void AppendStack(TextBuffer text, Exception exception)
    {
        List<Exception> chain = ChainOf(exception);
        int share = text.MaxChars / chain.Count;
        foreach (Exception link in chain)
        {
            text.Append(text.Length > 0 ? "\n---> " : "");
            AppendClipped(text, $"{Summary(link)}\n{StackOf(link)}", share - "\n---> …".Length);
        }
    }

    private static List<Exception> ChainOf(Exception exception)
    {
        List<Exception> chain = [exception];
        for (int i = 0; i < chain.Count && chain.Count < MaxChain; i++)
        {
            if (chain[i] is AggregateException aggregate)
            {
                chain.AddRange(aggregate.InnerExceptions.Take(MaxChain - chain.Count));
            }
            else if (chain[i].InnerException is { } inner)
            {
                chain.Add(inner);
            }
        }

        return chain;
    }

    private static void AppendClipped(TextBuffer text, string part, int most)
    {
        text.Append(part.AsSpan(0, Math.Min(part.Length, most)));
        text.Append(part.Length > most ? "…" : "");
    }

    private static string? StackOf(Exception exception)
    {
        try
        {
            return exception.StackTrace;
        }
        catch (Exception failure)
        {
            return $"(StackTrace threw {failure.GetType().Name})";
        }
    }
}
