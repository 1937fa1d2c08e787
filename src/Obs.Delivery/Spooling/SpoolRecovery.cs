namespace Obs.Delivery.Spooling;

/// <summary>What earlier processes left, in all.</summary>
internal sealed class SpoolRecovery
{
    public int Records { get; private set; }

    public long RecordBytes { get; private set; }

    public int Damaged { get; private set; }

    public long LastNumber { get; private set; }

    public void Add(SegmentScan scan)
    {
        Records += scan.Records;
        RecordBytes += scan.RecordBytes;
        Damaged += scan.Damaged;
        LastNumber = Math.Max(LastNumber, scan.LastNumber);
    }
}
