using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Obs.Local.Store;

/// <summary>A query put together from conditions. Every value becomes a parameter; no text of a user ever becomes part of the
/// statement.</summary>
internal sealed class SqlQuery
{
    private readonly List<object> _values;
    private readonly StringBuilder _where = new();

    public SqlQuery(string select)
        : this(select, [])
    {
    }

    private SqlQuery(string select, List<object> values) => (Select, _values) = (select, values);

    /// <summary>What stands before the conditions.</summary>
    public string Select { get; set; }

    /// <summary>The conditions as they are sent, the names of parameters in the place of every value.</summary>
    public string Conditions => _where.ToString();

    /// <summary>A query that becomes a part of this one: its values are bound with those of this one.</summary>
    public SqlQuery Nested(string select) => new(select, _values);

    /// <summary>The query as it stands inside another, in parentheses.</summary>
    public string Inside(string rest) => $"({Select} {_where} {rest})";

    /// <summary>Adds a condition with one value at <c>{0}</c>, unless the value is null.</summary>
    public void Where(string condition, object? value)
    {
        if (value is not null)
        {
            Add(string.Format(CultureInfo.InvariantCulture, condition, Bind(value)));
        }
    }

    /// <summary>Adds a condition with two values.</summary>
    public void Where(string condition, object first, object second) =>
        Add(string.Format(CultureInfo.InvariantCulture, condition, Bind(first), Bind(second)));

    /// <summary>Adds a condition without values.</summary>
    public void Where(string condition) => Add(condition);

    /// <summary>Adds that an expression is one of these values, unless there are none.</summary>
    public void WhereAny(string expression, IReadOnlyCollection<string> values)
    {
        if (values.Count > 0)
        {
            Add($"{expression} IN ({string.Join(", ", values.Select(Bind))})");
        }
    }

    public List<T> Read<T>(SqliteConnection connection, string rest, Func<SqliteDataReader, T> row)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"{Select} {_where} {rest}";
        for (int index = 0; index < _values.Count; index++)
        {
            command.Parameters.AddWithValue(Name(index), _values[index]);
        }

        List<T> rows = [];
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    public static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? Whole(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static double? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    /// <summary>A LIKE pattern for a text anywhere, with <c>\</c> as its escape; null stays null.</summary>
    public static string? Containing(string? text) => string.IsNullOrEmpty(text) ? null : $"%{Escape(text)}%";

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal);

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"$v{index}");

    /// <summary>Makes a value a parameter and gives its name, for a condition put together by the caller.</summary>
    public string Bind(object value)
    {
        _values.Add(value);
        return Name(_values.Count - 1);
    }

    private void Add(string condition) => _where.Append(_where.Length == 0 ? "WHERE " : " AND ").Append('(').Append(condition).Append(')');
}
