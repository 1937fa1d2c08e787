using System.Buffers;
using Obs.Local.Store;
using Obs.Local.Traces;

namespace Obs.Local.Ingest;

/// <summary>One document that came by UDP. It is parsed where it is written, so that receiving does nothing but receive.</summary>
internal sealed class DatagramWork : StoreWork
{
    private const int Overhead = 200; // This object, the array's header and its place in the list.

    private readonly IngestAccounts _accounts;
    private readonly int _length;
    private byte[] _buffer;
    private SegmentRecord? _segment;
    private SegmentReject? _reject;
    private bool _changed;

    public DatagramWork(ReadOnlySpan<byte> document, IngestAccounts accounts)
    {
        _accounts = accounts;
        _length = document.Length;
        _buffer = ArrayPool<byte>.Shared.Rent(document.Length);
        document.CopyTo(_buffer);
    }

    public override long SizeBytes => _length + Overhead;

    public override void Apply(StoreSession session)
    {
        ReadOnlySpan<byte> document = _buffer.AsSpan(0, _length);
        _segment ??= SegmentParser.Parse(document, out _reject);
        _changed = _segment is not null && session.Segments.Write(_segment, document, session.Received);
    }

    public override void Committed()
    {
        Release();
        if (_segment is null)
        {
            _accounts.Reject(_accounts.Traces, _reject!.Reason, _reject.Detail, _reject.TraceId, 1);
            return;
        }

        SegmentAccounting.Committed(_accounts, _segment, _changed);
    }

    public override void Dropped(string reason)
    {
        Release();
        _accounts.Traces.Accept(1);
        _accounts.Traces.Drop(reason, 1);
    }

    private void Release()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }
}
