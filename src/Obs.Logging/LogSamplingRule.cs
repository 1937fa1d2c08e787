using Microsoft.Extensions.Logging;

namespace Obs.Logging;

/// <summary>Which share of some entries is written.</summary>
public sealed class LogSamplingRule
{
    /// <summary>The category the rule is for, in which <c>*</c> stands for any characters. The default is <c>*</c>.</summary>
    public string Category { get; set; } = "*";

    /// <summary>The highest level the rule is for. The default is <c>Information</c>: warnings and errors are all written.</summary>
    public LogLevel MaxLevel { get; set; } = LogLevel.Information;

    /// <summary>The share that is written, 0 to 1. The default is 1.</summary>
    public double Rate { get; set; } = 1;
}
