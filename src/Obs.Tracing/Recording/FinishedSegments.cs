using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>Writes what has finished, as documents unless the sender has a writer of its own, into buffers that are used again.</summary>
/// <remarks>Thread safety: every member may be called from any thread. Nothing throws; what cannot be written is counted as lost.</remarks>
internal sealed class FinishedSegments(
    TracingSettings settings, LiveTraces live, SamplingStatistics statistics, IDocumentSink sink, IActivityWriter? writer)
{
    private readonly ActivityRecords? _records = writer is null ? null : new ActivityRecords(writer, settings, statistics, sink);
    private readonly Pool<DocumentPacker> _packers = new(Math.Max(4, Environment.ProcessorCount * 2));

    /// <summary>Whether activities leave as they are, with what others have recorded on them.</summary>
    public bool KeepsActivities => _records is not null;

    /// <summary>Takes note that an activity stopped, and writes what is thereby complete.</summary>
    public void Write(Activity activity)
    {
        DocumentPacker packer = _packers.Rent();
        try
        {
            string id = activity.TraceId.ToHexString();
            for (int probe = 0; live.Next(id, probe, out probe) is { } trace; probe++)
            {
                if (trace.TryFinish(activity, settings.StreamAfter, packer.Work))
                {
                    break;
                }
            }

            if (!packer.Work.IsEmpty)
            {
                Pack(packer);
            }
        }
        catch (Exception exception)
        {
            Lose(nameof(Write), exception);
        }
        finally
        {
            Return(packer);
        }
    }

    /// <summary>Writes the segment of a request that was not sampled.</summary>
    public void WriteTail(Activity activity, in ServerRequest request, in ServerResponse response)
    {
        DocumentPacker packer = _packers.Rent();
        try
        {
            packer.Work.TraceId = activity.TraceId;
            packer.Work.Start = new SegmentStart(TailRule.Name, IsInvocation: false, HasRequest: true);
            packer.Work.SetUnkeptRoot(activity, request, response);
            Pack(packer);
        }
        catch (Exception exception)
        {
            Lose(nameof(WriteTail), exception);
        }
        finally
        {
            Return(packer);
        }
    }

    /// <summary>Sends that work which began before a time is still in progress, with what has finished inside it.</summary>
    public void Announce(DateTime startedBefore)
    {
        // Only documents can say that something is in progress.
        for (int place = 0; _records is null && place < live.Size && !live.IsEmpty; place++)
        {
            if (live.At(place) is { } trace)
            {
                Announce(trace, startedBefore);
            }
        }
    }

    private void Announce(LiveTrace trace, DateTime startedBefore)
    {
        DocumentPacker packer = _packers.Rent();
        try
        {
            packer.Begin(settings, sink);
            trace.Announce(startedBefore, packer);
            if (!packer.Work.IsEmpty)
            {
                packer.Pack();
            }
        }
        catch (Exception exception)
        {
            statistics.CountHookFailure(nameof(Announce), exception); // The complete document is still to come.
        }
        finally
        {
            Return(packer);
        }
    }

    private void Pack(DocumentPacker packer)
    {
        if (_records is not null)
        {
            _records.Write(packer.Work);
            return;
        }

        packer.Begin(settings, sink);
        packer.Pack();
    }

    private void Lose(string hook, Exception exception)
    {
        sink.Lose(LossReasons.Internal, 1);
        statistics.CountHookFailure(hook, exception);
    }

    private void Return(DocumentPacker packer)
    {
        packer.Work.Clear();
        _packers.Return(packer);
    }
}
