using System.Data.Common;
using System.Globalization;

namespace Obs.Tracing;

/// <summary>What an exception says of itself, with and without what a database quotes of the data.</summary>
/// <remarks>
/// Databases put values into their messages in ways that cannot be told from names:
/// <c>Duplicate entry 'bob@example.com' for key 'email'</c>, <c>invalid input syntax for type integer: "hunter2"</c>. So the message of a
/// database exception is replaced as a whole, there and where an exception around it repeats it, by what holds no data: its code.
/// </remarks>
internal static class ExceptionMessage
{
    /// <summary>Stands for the message of a database exception of which not even the code is known.</summary>
    public const string Withheld = "(message not recorded: it may quote data)";

    private const int MaxDepth = 16;

    /// <summary>The message. Never throws.</summary>
    public static string Of(Exception exception)
    {
        try
        {
            return exception.Message ?? "";
        }
        catch (Exception thrown)
        {
            return $"({exception.GetType().Name}.Message threw {thrown.GetType().Name})"; // It is virtual: foreign code.
        }
    }

    /// <summary>The message, without that of any database exception in it. Never throws.</summary>
    public static string WithoutData(Exception exception)
    {
        string message = exception is DbException own ? CodeOf(own) : Of(exception);
        return exception.InnerException is null ? message : WithoutInner(message, exception, MaxDepth);
    }

    private static string WithoutInner(string message, Exception exception, int depth)
    {
        if (depth == 0)
        {
            return message;
        }

        if (exception is AggregateException several)
        {
            foreach (Exception inner in several.InnerExceptions)
            {
                message = WithoutInner(WithoutMessageOf(message, inner), inner, depth - 1);
            }

            return message;
        }

        return exception.InnerException is { } only ? WithoutInner(WithoutMessageOf(message, only), only, depth - 1) : message;
    }

    private static string WithoutMessageOf(string message, Exception inner) =>
        inner is DbException database && Of(database) is { Length: > 0 } quoted
            ? message.Replace(quoted, CodeOf(database), StringComparison.Ordinal)
            : message;

    private static string CodeOf(DbException exception)
    {
        try
        {
            return exception.SqlState is { Length: 5 } state && state.All(char.IsAsciiLetterOrDigit)
                ? $"SQLSTATE {state} {Withheld}"
                : string.Create(CultureInfo.InvariantCulture, $"error {exception.ErrorCode} {Withheld}");
        }
        catch (Exception)
        {
            return Withheld; // Both are virtual: a provider's code.
        }
    }
}
