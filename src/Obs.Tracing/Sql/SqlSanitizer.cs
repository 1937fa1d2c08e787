using System.Buffers;
using Obs.Secrets;

namespace Obs.Tracing.Sql;

/// <summary>Reduces a SQL text to its shape: every literal becomes <c>?</c>, comments go, white space is folded.</summary>
/// <remarks>
/// Names, keywords, operators, parameters, <c>NULL</c>, <c>TRUE</c> and <c>FALSE</c> stay. A list of literals after <c>IN</c> becomes
/// <c>IN (?)</c>. What never ends (a string, a comment, a quoted name) is dropped to the end of the text, and so is whatever follows
/// <c>IDENTIFIED BY</c> or the value of a <c>PRAGMA</c>, where servers take secrets without quotes. Double quotes hold a string in MySQL
/// and may hold one in SQLite and SQL Server: there they are kept only where a string cannot be meant.
/// Thread safety: may be called from any thread. A text seen before costs a lookup and allocates nothing.
/// </remarks>
public static class SqlSanitizer
{
    /// <summary>Characters of a shape at most, 4096, the mark <c>…</c> of a cut one included.</summary>
    public const int MaxLength = 4_096;

    // A longer text is read up to here and its shape is marked as cut: a bulk insert must not hold up its own execution.
    private const int MaxTextLength = 65_536;

    private static readonly TextCache<string> Shapes = new();

    /// <summary>The shape of a SQL text, at most <see cref="MaxLength"/> characters. Never throws.</summary>
    /// <param name="sql">The text; <see langword="null"/> or an empty one has an empty shape.</param>
    /// <param name="dialect">Whose quoting and comments to read it by.</param>
    public static string Sanitize(string? sql, SqlDialect dialect)
    {
        if (string.IsNullOrEmpty(sql))
        {
            return "";
        }

        string? shape = Shapes.Find(sql, (int)dialect);
        if (shape is null)
        {
            shape = SecretText.WithoutTokens(Reduce(sql, dialect)); // A name may be a key or a number of a card.
            Shapes.Keep(sql, (int)dialect, shape);
        }

        return shape;
    }

    internal static string Reduce(ReadOnlySpan<char> sql, SqlDialect dialect)
    {
        char[] buffer = ArrayPool<char>.Shared.Rent(MaxLength);
        bool isCut = sql.Length > MaxTextLength;
        var writer = new SqlShapeWriter(buffer.AsSpan(0, MaxLength));
        var lexer = new SqlLexer(isCut ? sql[..MaxTextLength] : sql, SqlSyntaxes.Of(dialect), writer);
        string shape = lexer.Read(isCut).ToString();
        ArrayPool<char>.Shared.Return(buffer);
        return shape;
    }
}
