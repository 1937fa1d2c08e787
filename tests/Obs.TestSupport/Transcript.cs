using System.Collections;
using System.Globalization;

namespace Obs.TestSupport;

/// <summary>What a piece of work gave its caller, step by step, as lines of text: the same work with and without us is compared by
/// them.</summary>
/// <remarks>Thread safety: none; one transcript belongs to one flow of control.</remarks>
public sealed class Transcript
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public void Note(string what, object? value) => _lines.Add($"{what}: {Show(value)}");

    /// <summary>Does some work and notes its result, or what it threw.</summary>
    public void Attempt(string what, Func<object?> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            Note(what, work());
        }
        catch (Exception exception)
        {
            _lines.Add($"{what} threw {Describe(exception)}");
        }
    }

    /// <summary>Does some asynchronous work and notes its result, or what it threw: at once, or through its task.</summary>
    public async Task AttemptAsync<T>(string what, Func<Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Task<T> task;
        try
        {
            task = work();
        }
        catch (Exception exception)
        {
            _lines.Add($"{what} threw at once {Describe(exception)}");
            return;
        }

        try
        {
            Note(what, await task);
        }
        catch (Exception exception)
        {
            _lines.Add($"{what} was {task.Status} by {Describe(exception)}");
        }
    }

    /// <inheritdoc cref="AttemptAsync{T}(string, Func{Task{T}})"/>
    public Task AttemptAsync(string what, Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return AttemptAsync(what, () => Finished(work()));
    }

    /// <summary>The type and message of an exception and of those inside it, but for what a cancellation interrupted, which is
    /// chance.</summary>
    public static string Describe(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        string inner = (exception, exception.InnerException) switch
        {
            (_, null) => "",
            (OperationCanceledException, TimeoutException) => " < " + nameof(TimeoutException),
            (OperationCanceledException, _) => "",
            (_, { } cause) => " < " + Describe(cause),
        };
        return $"{exception.GetType().FullName}: {exception.Message}{inner}";
    }

    /// <summary>The first line in which two transcripts differ, with the one before it; empty when they are equal.</summary>
    public static string Difference(IReadOnlyList<string> with, IReadOnlyList<string> without)
    {
        ArgumentNullException.ThrowIfNull(with);
        ArgumentNullException.ThrowIfNull(without);
        int line = with.Zip(without).TakeWhile(static pair => pair.First == pair.Second).Count();
        return line == with.Count && line == without.Count
            ? ""
            : $"line {line}, after {with.ElementAtOrDefault(line - 1)}\n   with: {with.ElementAtOrDefault(line)}\nwithout: {without.ElementAtOrDefault(line)}";
    }

    private static async Task<object?> Finished(Task task)
    {
        await task;
        return null;
    }

    private static string Show(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        byte[] bytes => Convert.ToHexString(bytes),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Show))}]",
        _ => $"{value.GetType().Name} {Convert.ToString(value, CultureInfo.InvariantCulture)}",
    };
}
