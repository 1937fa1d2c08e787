using System.Globalization;
using System.Text;
using Obs.Delivery.Buffering;
using Obs.Delivery.Spooling;

namespace Obs.Delivery.Tests.Spooling.Support;

/// <summary>What one process does with a spool, drawn at random, and what it may rely on afterwards.</summary>
internal sealed class SpoolLife : IDisposable
{
    private const int PageBytes = 4 * 1024;
    private const long MaxBytes = 1024 * 1024;

    private readonly SimulatedDisk _disk;
    private readonly Random _random;
    private readonly RecordBuffer _buffer = new(1024 * 1024);
    private readonly SpoolPage _page = new(PageBytes);
    private readonly List<string> _paged = [];
    private readonly List<string> _appended = [];
    private SpoolLog? _log;
    private SpoolChunk? _chunk;
    private int _next;

    public SpoolLife(SimulatedDisk disk, int seed, int firstRecord = 0)
    {
        _disk = disk;
        _random = new Random(seed);
        _next = firstRecord;
    }

    /// <summary>Records the disk has taken, in order.</summary>
    public IReadOnlyList<string> Appended => _appended;

    /// <summary>Records that a loss of power must leave.</summary>
    public List<string> Synced { get; } = [];

    /// <summary>Records that were read back and dealt with.</summary>
    public HashSet<string> Settled { get; } = new(StringComparer.Ordinal);

    /// <summary>Everything read back, damage or not.</summary>
    public List<string> Read { get; } = [];

    public SpoolRecovery? Found { get; private set; }

    /// <summary>Starts, and does what it finds to do, until the power goes.</summary>
    public void Run(int actions)
    {
        try
        {
            Start();
            for (int i = 0; i < actions && !_disk.IsDown; i++)
            {
                Act();
            }
        }
        catch (PowerCutException)
        {
            // The process is gone.
        }
    }

    /// <summary>Starts and reads everything that is there.</summary>
    public void Drain()
    {
        Start();
        while (ReadChunk(wholly: true))
        {
        }
    }

    /// <summary>Ends in good order.</summary>
    public void Dispose()
    {
        _chunk?.Dispose();
        _log?.Dispose();
    }

    private void Start()
    {
        _log = new SpoolLog(_disk, MaxBytes);
        Found = _log.Recover();
        _page.NumberAfter(Found.LastNumber);
    }

    private void Act()
    {
        switch (_random.Next(6))
        {
            case < 3:
                Append();
                break;
            case 3:
                int count = _appended.Count;
                if (_log!.Sync())
                {
                    Synced.AddRange(_appended.Take(count).Skip(Synced.Count));
                }

                break;
            default:
                ReadChunk(wholly: _random.Next(2) > 0);
                break;
        }
    }

    private void Append()
    {
        if (_page.IsEmpty)
        {
            int records = _random.Next(1, 40);
            for (int i = 0; i < records; i++)
            {
                Enqueue();
            }

            _page.Fill(_buffer.Reader, milliseconds: 1);
        }

        int count = _page.Records;
        if (_log!.TryAppend(_page) == AppendResult.Appended)
        {
            _appended.AddRange(_paged.Take(count));
            _paged.RemoveRange(0, count);
            _page.Clear();
        }
    }

    private void Enqueue()
    {
        string record = (_next++).ToString("D8", CultureInfo.InvariantCulture) + new string('x', _random.Next(300));
        byte[] bytes = Encoding.UTF8.GetBytes(record);
        _buffer.TryReserve(bytes.Length, out BufferPage page, out int start).Should().Be(EnqueueResult.Enqueued);
        page.Write(start, bytes);
        page.Publish(start, bytes.Length);
        _paged.Add(record);
    }

    // As the sending thread does: some records, their fate, some more; the next chunk once this one is through.
    private bool ReadChunk(bool wholly)
    {
        _chunk ??= _log!.TryRead();
        if (_chunk is not { } chunk)
        {
            return false;
        }

        List<string> read = [];
        int most = wholly ? int.MaxValue : _random.Next(1, 20);
        while (read.Count < most && chunk.TryPeek(out _, out ReadOnlyMemory<byte> bytes))
        {
            read.Add(Encoding.UTF8.GetString(bytes.Span));
            chunk.Advance();
        }

        Read.AddRange(read);
        Settled.UnionWith(read);
        _log!.Settle(chunk.Segment!, chunk.ReadTo, chunk.NextNumber);
        if (chunk.IsRead)
        {
            chunk.Dispose();
            _chunk = null;
        }

        return true;
    }
}
