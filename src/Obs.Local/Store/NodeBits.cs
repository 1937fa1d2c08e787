using Microsoft.Data.Sqlite;

namespace Obs.Local.Store;

/// <summary>Gives each service, each callee and each environment a bit, so that one number says through which of them a trace may have
/// gone.</summary>
/// <remarks>The first 62 names have a bit of their own; all others share one, and only the rows of a trace tell them apart.</remarks>
internal sealed class NodeBits : IDisposable
{
    /// <summary>The bit of all names beyond those that have their own.</summary>
    public const int Others = 62;

    private readonly SqliteConnection _connection;
    private readonly SqlStatement _add;
    private readonly Dictionary<string, int> _bits = new(StringComparer.Ordinal);

    public NodeBits(SqliteConnection connection)
    {
        _connection = connection;
        _add = new SqlStatement(connection, "INSERT INTO nodes(bit, name) VALUES(?, ?)");
        Load();
    }

    public long MaskOf(string name)
    {
        if (!_bits.TryGetValue(name, out int bit) && _bits.Count < Others)
        {
            bit = _bits.Count;
            _add.Bind(bit).Bind(name).Execute();
            _bits.Add(name, bit);
        }
        else if (!_bits.ContainsKey(name))
        {
            bit = Others;
        }

        return 1L << bit;
    }

    /// <summary>What was added in the transaction is not there.</summary>
    public void Rollback() => Load();

    public void Dispose() => _add.Dispose();

    private void Load()
    {
        _bits.Clear();
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = "SELECT name, bit FROM nodes";
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            _bits.Add(reader.GetString(0), reader.GetInt32(1));
        }
    }
}
