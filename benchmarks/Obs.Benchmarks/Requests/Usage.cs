namespace Obs.Benchmarks.Requests;

/// <summary>What a request took.</summary>
internal readonly record struct Usage(double CpuMicroseconds, double Bytes);
