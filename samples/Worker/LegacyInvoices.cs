using System.Diagnostics;
using Obs.Tracing;

namespace Worker;

/// <summary>Code that was written for the AWS X-Ray SDK: only the name in front of its verbs has changed.</summary>
internal static class LegacyInvoices
{
    public static async Task WriteAllAsync(IReadOnlyList<string> orders)
    {
        XRayRecorder.BeginSegment("invoices");
        XRayRecorder.SetUser("night-shift");
        XRayRecorder.AddAnnotation("orders", orders.Count);
        string? earlier = null;
        foreach (string order in orders)
        {
            await XRayRecorder.TraceMethodAsync("invoice", () =>
            {
                XRayRecorder.AddPrecursorId(earlier); // Invoices are numbered one after the other.
                earlier = Activity.Current?.SpanId.ToHexString();
                return WriteAsync(order);
            });
        }

        XRayRecorder.TraceMethod("close the books", static () => { });
        XRayRecorder.EndSegment();
    }

    private static async Task WriteAsync(string order)
    {
        if (XRayRecorder.IsTracing)
        {
            XRayRecorder.AddMetadata("invoice", "order", order);
        }

        XRayRecorder.BeginSubsegment("print");
        try
        {
            await Task.Yield();
            Rate(Print(order));
        }
        catch (IOException exception)
        {
            XRayRecorder.AddException(exception);
        }
        finally
        {
            XRayRecorder.EndSubsegment();
        }
    }

    private static void Rate(int printed)
    {
        switch (printed)
        {
            case 0:
                XRayRecorder.MarkError(); // Nothing to print.
                break;
            case > 100:
                XRayRecorder.MarkThrottle(); // The printer asks for a pause.
                break;
            case < 0:
                XRayRecorder.MarkFault(); // It is broken.
                break;
        }
    }

    private static int Print(string order) => order switch
    {
        "" => 0,
        "broken" => -1,
        "burning" => throw new IOException("The printer is on fire."),
        _ => order.Length,
    };
}
