using System.Data;

namespace Obs.Tracing.Tests.Sql.Fakes;

/// <summary>How a command of the fake provider ends, which its text says: <c>fail</c>, <c>throw now</c>, <c>later</c>, <c>wait</c>,
/// <c>timeout</c>; anything else succeeds.</summary>
internal static class FakeExecution
{
    public static void Run(string text)
    {
        switch (text)
        {
            case "fail":
                throw new FakeDbException("The server refused.");
            case "throw now":
                throw new InvalidOperationException("The command is not ready.");
            case "timeout":
                throw new FakeDbException("Execution timed out.", new TimeoutException("7 s"));
        }
    }

    /// <summary>As providers do: a misuse is thrown at once, what the server says comes through the task.</summary>
    public static Task<T> RunAsync<T>(string text, Func<T> result, CancellationToken cancellationToken)
    {
        if (text == "throw now")
        {
            throw new InvalidOperationException("The command is not ready.");
        }

        return cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<T>(cancellationToken)
            : ServeAsync(text, result, cancellationToken);
    }

    public static DataTableReader Rows()
    {
        DataTable numbers = Table("number", 1, 2, 3);
        DataTable names = Table("name", "one", DBNull.Value);
        return new DataTableReader([numbers, names]);
    }

    private static async Task<T> ServeAsync<T>(string text, Func<T> result, CancellationToken cancellationToken)
    {
        if (text == "wait")
        {
            var forever = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await forever.Task.WaitAsync(cancellationToken);
        }

        if (text == "later")
        {
            await Task.Yield();
        }

        Run(text);
        return result();
    }

    private static DataTable Table(string column, params object[] values)
    {
        var table = new DataTable();
        table.Columns.Add(column, values[0].GetType());
        foreach (object value in values)
        {
            table.Rows.Add(value);
        }

        return table;
    }
}
