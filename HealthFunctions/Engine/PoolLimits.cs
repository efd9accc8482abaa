namespace HealthFunctions.Engine;

/// <summary>Reads and sets the limits of the thread pool of the process.</summary>
internal class PoolLimits
{
    /// <summary>Gets how many threads the pool starts without delay.</summary>
    public virtual int Minimum
    {
        get
        {
            ThreadPool.GetMinThreads(out int minimum, out _);
            return minimum;
        }
    }

    /// <summary>Gets how many threads the pool starts at all.</summary>
    public virtual int Maximum
    {
        get
        {
            ThreadPool.GetMaxThreads(out int maximum, out _);
            return maximum;
        }
    }

    /// <summary>Sets <see cref="Minimum"/>.</summary>
    /// <returns>Whether the pool takes it.</returns>
    public virtual bool TrySetMinimum(int minimum)
    {
        ThreadPool.GetMinThreads(out _, out int completionPorts);
        return ThreadPool.SetMinThreads(minimum, completionPorts);
    }
}
