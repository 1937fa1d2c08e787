using Obs.TestSupport;

namespace Obs.Delivery.Tests.Processes;

/// <summary>This assembly, started as a program.</summary>
internal static class Child
{
    public static ChildProcess Start(params string[] arguments) => Start([], arguments);

    public static ChildProcess Start((string Name, string Value)[] environment, params string[] arguments) =>
        ChildProcess.Start(typeof(Child), environment, arguments);
}
