using Obs.Local.Store;

namespace Obs.Local.Traces;

/// <summary>Asks the bits that say through which services, callees and environments a trace may have gone.</summary>
internal static class TraceNodes
{
    /// <summary>A condition on <c>traces t</c> that no trace with a node or an environment of this name fails.</summary>
    /// <param name="parameter">The name of the parameter that holds the name.</param>
    public static string MayInclude(string parameter) =>
        $"t.nodes & ifnull((SELECT 1 << n.bit FROM nodes n WHERE n.name = {parameter}), 1 << {NodeBits.Others}) <> 0";
}
