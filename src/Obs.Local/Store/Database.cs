using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Microsoft.Data.Sqlite;

namespace Obs.Local.Store;

/// <summary>The connections to one store: a writer, used by one thread, and readers that do not disturb it.</summary>
/// <remarks>
/// A file is in WAL mode: readers see the last commit while the writer works, and a killed process loses no commit. In memory there is one
/// connection and a lock, because SQLite's shared cache makes readers and the writer fail each other.
/// Thread safety: <see cref="Read"/> may be called from any thread, <see cref="Write"/> only from the writer's.
/// </remarks>
internal sealed class Database : IDisposable
{
    public const string InMemory = ":memory:";

    private const int MaxReaders = 4;

    // One reader is left for others.
    private static readonly int MaxSideBySide = Math.Clamp(Environment.ProcessorCount, 1, MaxReaders - 1);

    private readonly Lock _gate = new();
    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private readonly SemaphoreSlim _slots = new(MaxReaders);
    private readonly SqliteConnection _writer;
    private readonly string _file;

    private Database(SqliteConnection writer, string file) => (_writer, _file) = (writer, file);

    private bool IsInMemory => _file == InMemory;

    /// <exception cref="InvalidOperationException">The file cannot be opened or is not ours.</exception>
    public static Database Open(string file)
    {
        SqliteConnection connection = Connect(file, SqliteOpenMode.ReadWriteCreate);
        try
        {
            connection.Open();
            // NORMAL keeps every commit when the process is killed; only a power cut may take the last ones.
            Schema.Execute(
                connection,
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-32768; "
                    + "PRAGMA wal_autocheckpoint=8192"); // Pages that change with every batch are copied once for several of them.
            Schema.Prepare(connection, file);
            return new Database(connection, file);
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw new StoreFileException(file, $"cannot be opened: {exception.Message}", exception);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a store for reading only, beside whoever writes it; one of an older version is brought up first.</summary>
    /// <exception cref="InvalidOperationException">The file cannot be opened or is not ours.</exception>
    public static Database OpenReadOnly(string file)
    {
        SqliteConnection connection = Connect(file, SqliteOpenMode.ReadOnly);
        try
        {
            connection.Open();
            if (!Schema.NeedsPreparation(connection, file))
            {
                return new Database(connection, file);
            }

            connection.Dispose();
            using (Open(file))
            {
            }

            return OpenReadOnly(file);
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw new StoreFileException(file, $"cannot be opened: {exception.Message}", exception);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public T Read<T>(Func<SqliteConnection, T> query)
    {
        if (IsInMemory)
        {
            lock (_gate)
            {
                return query(_writer);
            }
        }

        _slots.Wait();
        try
        {
            SqliteConnection reader = _readers.TryTake(out SqliteConnection? idle) ? idle : OpenReader();
            try
            {
                return query(reader);
            }
            finally
            {
                _readers.Add(reader);
            }
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>What several threads read, each item by one of them, in the order of the items.</summary>
    public static IReadOnlyList<TResult> ReadSideBySide<TItem, TResult>(IEnumerable<TItem> items, Func<TItem, TResult> read)
    {
        try
        {
            return [.. items.AsParallel().AsOrdered().WithDegreeOfParallelism(MaxSideBySide).Select(read)];
        }
        catch (AggregateException exception)
        {
            // As if this thread had read it.
            ExceptionDispatchInfo.Throw(exception.Flatten().InnerExceptions[0]);
            throw;
        }
    }

    public void Write(Action<SqliteConnection> work)
    {
        if (!IsInMemory)
        {
            work(_writer);
            return;
        }

        lock (_gate)
        {
            work(_writer);
        }
    }

    public void Dispose()
    {
        while (_readers.TryTake(out SqliteConnection? reader))
        {
            reader.Dispose();
        }

        _writer.Dispose();
        _slots.Dispose();
    }

    private SqliteConnection OpenReader()
    {
        SqliteConnection reader = Connect(_file, SqliteOpenMode.ReadOnly);
        reader.Open();
        Schema.Execute(reader, "PRAGMA query_only=1; PRAGMA cache_size=-8192");
        return reader;
    }

    private static SqliteConnection Connect(string file, SqliteOpenMode mode) =>
        // Without pooling, because a pooled connection keeps the file open after Dispose.
        new(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
}
