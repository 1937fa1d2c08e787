using System.Text;
using Obs.Local.Ingest;
using Obs.Local.Store;
using Obs.Local.Traces;

namespace Obs.Local.Aws.XRay;

/// <summary>Stores segment documents; what is refused is named in the answer, and the rest is stored all the same.</summary>
internal sealed class PutTraceSegments(IngestAccounts accounts, StoreWriter writer)
{
    private const int MaxDocument = 64 * 1_024;

    public async Task<WireNode> RunAsync(WireNode input, CancellationToken cancellationToken)
    {
        if (input.Member("TraceSegmentDocuments") is null)
        {
            throw AwsException.XRayRequest("TraceSegmentDocuments is required.");
        }

        List<WireNode> refused = [];
        List<(SegmentRecord, byte[])> taken = [];
        foreach (string document in input.Texts("TraceSegmentDocuments"))
        {
            byte[] bytes = Encoding.UTF8.GetBytes(document);
            if (Parse(bytes, out SegmentReject? reject) is { } segment)
            {
                taken.Add((segment, bytes));
            }
            else
            {
                accounts.Reject(accounts.Traces, reject!.Reason, reject.Detail, reject.TraceId, 1);
                refused.Add(
                    WireNode.Of(("Id", reject.Id), ("ErrorCode", reject.Code), ("Message", $"Invalid segment. ErrorCode: {reject.Code}")));
            }
        }

        if (taken.Count > 0)
        {
            var work = new SegmentWork(taken, accounts);
            writer.Enqueue(work);
            if (await work.Done.WaitAsync(cancellationToken).ConfigureAwait(false) is { } dropped)
            {
                throw AwsException.Unavailable(dropped);
            }
        }

        return WireNode.Of(("UnprocessedTraceSegments", WireNode.List(refused)));
    }

    private static SegmentRecord? Parse(byte[] document, out SegmentReject? reject)
    {
        if (document.Length <= MaxDocument)
        {
            return SegmentParser.Parse(document, out reject);
        }

        reject = new SegmentReject("too large", "DocumentTooLarge", $"{document.Length} bytes; the limit is {MaxDocument}");
        return null;
    }
}
