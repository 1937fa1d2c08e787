using System.Runtime.CompilerServices;

namespace Obs.Metrics;

/// <summary>Room on the stack for the tags that are kept of a measurement.</summary>
[InlineArray(Capacity)]
internal struct TagBuffer
{
    /// <summary>More than CloudWatch takes as dimensions (30). What comes beyond does not tell series apart.</summary>
    public const int Capacity = 32;

    private KeyValuePair<string, object?> _first;
}
