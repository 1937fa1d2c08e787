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

    private readonly Lock _scanning = new();
    private readonly HashSet<Assembly> _scanned = [];
    private readonly Dictionary<string, Dictionary<string, RedactionAction>> _byTemplate = new(StringComparer.Ordinal);

    public RedactedParameters(IReadOnlyList<MethodInfo> named)
    {
        foreach (MethodInfo method in named)
        {
            Add(method);
        }
    }

    /// <summary>The parameters of the methods with that template, by name whatever the case. Asked once for each template.</summary>
    public IReadOnlyDictionary<string, RedactionAction> Of(string template)
    {
        lock (_scanning)
        {
            if (RuntimeFeature.IsDynamicCodeSupported)
            {
                // Again each time: a plug-in may have been loaded since.
                foreach (Assembly assembly in AppDomain.CurrentDomain.GetAssemblies())
                {
                    Scan(assembly);
                }
            }

            return _byTemplate.TryGetValue(template, out Dictionary<string, RedactionAction>? found) ? found : None;
        }
    }

    private void Scan(Assembly assembly)
    {
        if (!_scanned.Add(assembly) || assembly.IsDynamic || !RefersToThis(assembly))
        {
            return;
        }

        foreach (MethodInfo method in TypesOf(assembly).SelectMany(MethodsOf))
        {
            Add(method);
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

            if (!_byTemplate.TryGetValue(template, out Dictionary<string, RedactionAction>? parameters))
            {
                _byTemplate[template] = parameters = new Dictionary<string, RedactionAction>(StringComparer.OrdinalIgnoreCase);
            }

            parameters[name] = attribute.Action;
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
