namespace Obs.Cli.Histograms;

/// <summary>How a histogram is printed.</summary>
internal enum HistogramFormat
{
    Table,
    Json,
}
