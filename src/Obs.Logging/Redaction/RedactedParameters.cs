using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Obs.Logging.Redaction;

/// <summary>Which properties of which templates carry a <see cref="RedactAttribute"/> on the parameter they come from.</summary>
/// <remarks>
/// What the framework's source generator hands to a provider names the template and the properties, not the method: the template is what
/// leads back to it. The methods are found by looking once through the assemblies that refer to this one, since no other can use the
/// attribute; where there is no reflection to rely on, only through the types that the application names.
/// </remarks>
internal sealed class RedactedParameters
{
    private static readonly FrozenDictionary<string, RedactionAction> None = FrozenDictionary<string, RedactionAction>.Empty;

    // Counts the assemblies that came later, such as those of plug-ins.
    private static int _loaded;

    private readonly Lock _scanning = new();
    private readonly HashSet<Assembly> _scanned = [];
    private readonly ConcurrentDictionary<string, Dictionary<string, RedactionAction>> _byTemplate = new(StringComparer.Ordinal);
    private int _seen = -1;

    static RedactedParameters() => AppDomain.CurrentDomain.AssemblyLoad += static (_, _) => Interlocked.Increment(ref _loaded);

    public RedactedParameters(IReadOnlyList<MethodInfo> named)
    {
        foreach (MethodInfo method in named)
        {
            Add(method);
        }
    }

    /// <summary>The parameters of the methods with that template, by name whatever the case.</summary>
    public IReadOnlyDictionary<string, RedactionAction> Of(string template)
    {
        int loaded = Volatile.Read(ref _loaded);
        if (Volatile.Read(ref _seen) != loaded && RuntimeFeature.IsDynamicCodeSupported)
        {
            lock (_scanning)
            {
                Array.ForEach(AppDomain.CurrentDomain.GetAssemblies(), Scan);
                Volatile.Write(ref _seen, loaded);
            }
        }

        return _byTemplate.TryGetValue(template, out Dictionary<string, RedactionAction>? found) ? found : None;
    }

    private void Scan(Assembly assembly)
    {
        if (!_scanned.Add(assembly) || assembly.IsDynamic || !RefersToThis(assembly))
        {
            return;
        }

        foreach (MethodInfo method in TypesOf(assembly).SelectMany(MethodsOf))
        {
            try
            {
                Add(method);
            }
            catch (Exception exception) when (exception is TypeLoadException or IOException or BadImageFormatException)
            {
                // A type it names is missing: it cannot be called either.
            }
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A reference that trimming has removed is not used.")]
    private static bool RefersToThis(Assembly assembly)
    {
        string? own = typeof(RedactAttribute).Assembly.GetName().Name;
        return Array.Exists(assembly.GetReferencedAssemblies(), reference => reference.Name == own);
    }

    private void Add(MethodInfo method)
    {
        if (method.GetCustomAttribute<LoggerMessageAttribute>() is not { Message: { Length: > 0 } template })
        {
            return;
        }

        foreach (ParameterInfo parameter in method.GetParameters())
        {
            if (parameter.GetCustomAttribute<RedactAttribute>() is not { } attribute || parameter.Name is not { } name)
            {
                continue;
            }

            // A copy each time: others may be reading.
            _byTemplate.TryGetValue(template, out Dictionary<string, RedactionAction>? others);
            _byTemplate[template] =
                new Dictionary<string, RedactionAction>(others ?? [], StringComparer.OrdinalIgnoreCase) { [name] = attribute.Action };
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A method that trimming has removed cannot log.")]
    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            // Some of its own references are missing; what could be loaded is what can log.
            return exception.Types.OfType<Type>();
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A method that trimming has removed cannot log.")]
    private static MethodInfo[] MethodsOf(Type type) => type.GetMethods(LoggingOptions.AnyMethod);
}
