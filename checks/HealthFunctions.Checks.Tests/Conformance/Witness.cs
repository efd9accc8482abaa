using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace HealthFunctions.Checks.Tests.Conformance;

/// <summary>Takes down what any library of the process measures and traces.</summary>
internal sealed class Witness : IDisposable
{
    private readonly ConcurrentQueue<string> _words = new();
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;

    public Witness()
    {
        _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _meters.SetMeasurementEventCallback<int>(Note);
        _meters.SetMeasurementEventCallback<long>(Note);
        _meters.SetMeasurementEventCallback<double>(Note);
        _meters.Start();
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _words.Enqueue(string.Join(
                ' ',
                [activity.OperationName, activity.DisplayName, activity.StatusDescription, .. activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"),
                    .. activity.Events.SelectMany(item => item.Tags).Select(tag => $"{tag.Key}={tag.Value}"), .. activity.Baggage.Select(item => $"{item}")])),
        };
        ActivitySource.AddActivityListener(_activities);
    }

    /// <summary>Gets everything so far.</summary>
    public IReadOnlyCollection<string> Words
    {
        get
        {
            _meters.RecordObservableInstruments();
            return _words;
        }
    }

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
    }

    private void Note<T>(Instrument instrument, T measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            _words.Enqueue($"{instrument.Name} {tag.Key}={tag.Value}");
        }
    }
}
