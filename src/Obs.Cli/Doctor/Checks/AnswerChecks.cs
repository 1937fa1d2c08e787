namespace Obs.Cli.Doctor.Checks;

/// <summary>Whether there is anybody to ask.</summary>
internal static class AnswerChecks
{
    public static Verdict Service(DoctorFacts facts)
    {
        Answer service = facts.Service;
        return service.Address is null ? Verdict.Skip(service.Failure!)
            : service.Failure is { } failure ? Verdict.Fail(failure,
                "Start the service, or name its address. A 404 says that its /api/metrics is off, has another path (Observability:Endpoint:Path) or is not for "
                + "callers from elsewhere: run this on the same machine, or see Observability:Endpoint:AuthorizationPolicy.")
            : service.Body.Text("service").Length == 0 ? Verdict.Fail(
                $"{service.Address} answers, and not with the metrics of a service.",
                "Name the address of the service itself; a proxy may answer in its place.")
            : Verdict.Pass($"{service.Body.Text("service")} {service.Body.Text("version")} in {service.Body.Text("environment")} answers at {service.Address}");
    }

    public static Verdict Backend(DoctorFacts facts)
    {
        Answer backend = facts.Backend;
        return backend.Address is null ? Verdict.Skip(backend.Failure!)
            : backend.Failure is { } failure ? Verdict.Fail(failure, "Start obs local, or name its address with --local.")
            : backend.Body.Items("ingest").Count == 0 ? Verdict.Fail(
                $"{backend.Address} answers, and not as a local backend.", "Name the address that obs local printed after \"ready:\".")
            : Verdict.Pass($"The local backend answers at {backend.Address}");
    }
}
