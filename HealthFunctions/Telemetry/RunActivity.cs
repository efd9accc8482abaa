using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Telemetry;

/// <summary>
/// Traces one run: an activity that is linked to those of its callers, and is the parent of what the check traces. A run that
/// is not to be traced has one too where it must keep what the check traces out of the trace; any other has none.
/// </summary>
internal sealed class RunActivity
{
    public const string OperationName = "HealthFunctions.Run";

    /// <summary>Limits the links of one run: as many as OpenTelemetry exports by default.</summary>
    private const int MostLinks = 128;

    private const string ListenersThrow = "A listener of the app's can throw anything: a lost trace costs less than a check that is ERROR for it.";

    private static readonly ActivitySource Source = new(HealthTelemetry.ActivitySourceName);

    private readonly Activity _activity;
    private int _links;

    private RunActivity(Activity activity, bool linked)
    {
        _activity = activity;
        _links = linked ? 1 : 0;
    }

    /// <summary>Creates the activity of a run, in the context of the caller that starts it.</summary>
    /// <returns>Null where nobody traces, and the caller is not kept from being traced.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = ListenersThrow)]
    public static RunActivity? Create(string check)
    {
        Activity? caller = Activity.Current;
        // One that is stopped could not be made the current one again.
        bool root = caller is { IsStopped: false };
        try
        {
            if (caller is { Recorded: false })
            {
                return Suppressed(caller);
            }

            if (!Source.HasListeners())
            {
                return null;
            }

            // A run belongs to all of its callers: it is linked to them, and the child of none.
            if (root)
            {
                Activity.Current = null;
            }

            ActivityLink[] links = caller is null ? [] : [new ActivityLink(caller.Context)];
            return Source.CreateActivity(OperationName, ActivityKind.Internal, default(ActivityContext), [new("check", check)], links) is { } activity
                ? new RunActivity(activity, linked: caller is not null)
                : Suppressed(caller);
        }
        catch (Exception)
        {
            return null;
        }
        finally
        {
            if (root)
            {
                Activity.Current = caller;
            }
        }
    }

    /// <summary>Links the current activity, that of one more caller who waits for the run.</summary>
    public void AddCaller()
    {
        if (_activity.IsAllDataRequested && Activity.Current is { Recorded: true } caller && Interlocked.Increment(ref _links) <= MostLinks)
        {
            _activity.AddLink(new ActivityLink(caller.Context));
        }
    }

    /// <summary>Starts it, and makes it the current one.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = ListenersThrow)]
    public void Start()
    {
        try
        {
            _activity.Start();
        }
        catch (Exception)
        {
            // The run goes on without.
        }
    }

    /// <summary>Makes it the current one, on a thread that is not the run's own.</summary>
    public void Enter()
    {
        if (_activity is { Id: not null, IsStopped: false })
        {
            Activity.Current = _activity;
        }
    }

    /// <summary>Ends it with the verdict on the run. The first verdict counts.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = ListenersThrow)]
    public void Stop(Outcome verdict)
    {
        try
        {
            if (_activity is { IsAllDataRequested: true, IsStopped: false })
            {
                _activity.SetTag("code", HealthCode.Of(verdict.Status));
                _activity.SetTag("reason", verdict.ReasonCode);
                if (verdict.Status == HealthStatus.Unhealthy)
                {
                    _activity.SetStatus(ActivityStatusCode.Error, verdict.ReasonCode);
                }
            }

            _activity.Stop();
        }
        catch (Exception)
        {
            // The trace is lost.
        }
    }

    /// <summary>Creates the activity of a run that is not traced: samplers drop what has a parent that is not recorded.</summary>
    private static RunActivity Suppressed(Activity? caller)
    {
        Activity activity = new(OperationName) { IsAllDataRequested = false };
        if (caller is { IdFormat: ActivityIdFormat.W3C })
        {
            activity.SetParentId(caller.TraceId, caller.SpanId, ActivityTraceFlags.None);
        }

        return new RunActivity(activity, linked: false);
    }
}
