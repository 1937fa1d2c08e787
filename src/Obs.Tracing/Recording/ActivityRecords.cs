using System.Buffers;
using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>Hands finished work on activity by activity, in the words of another wire than X-Ray's documents.</summary>
/// <remarks>Thread safety: any thread. Nothing throws; what cannot be written is counted as lost.</remarks>
internal sealed class ActivityRecords(IActivityWriter writer, TracingSettings settings, SamplingStatistics statistics, IDocumentSink sink)
{
    private readonly ActivityFacts _facts = new(settings);
    private readonly Pool<ArrayBufferWriter<byte>> _buffers = new(Math.Max(4, Environment.ProcessorCount * 2));

    public void Write(SegmentWork work)
    {
        ArrayBufferWriter<byte> buffer = _buffers.Rent();
        foreach (ref readonly TraceEntry entry in work.Entries)
        {
            Write(entry.Activity, entry.ParentId, ServerExchange.None, entry.Exception, buffer);
        }

        if (work.Root is not null)
        {
            Write(work.Root, work.Root.ParentSpanId, work.Exchange, work.RootException, buffer);
        }

        _buffers.Return(buffer);
    }

    private void Write(
        Activity activity, ActivitySpanId parentId, ServerExchange exchange, Exception? exception, ArrayBufferWriter<byte> buffer)
    {
        try
        {
            buffer.ResetWrittenCount();
            _facts.AddTo(activity, exchange, exception);
            writer.Write(activity, parentId.ToNumber() == TraceParent.NoParent ? default : parentId, buffer);
            sink.Send(buffer.WrittenSpan);
        }
        catch (Exception failure)
        {
            // A writer is somebody else's code: whatever it throws costs this activity and no more.
            sink.Lose(LossReasons.Internal, 1);
            statistics.CountHookFailure(nameof(IActivityWriter), failure);
        }
    }
}
