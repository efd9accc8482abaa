namespace HealthFunctions.Checks;

/// <summary>Reads the files of certificates and keys.</summary>
internal static class SmallFile
{
    private const int MostBytes = 1024 * 1024;

    /// <exception cref="IOException">The file cannot be read, or is too long.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, useAsync: true);
        await using (file.ConfigureAwait(false))
        {
            // Its length is not asked for: that of a device is 0.
            using MemoryStream bytes = new();
            byte[] buffer = new byte[16 * 1024];
            for (int read; (read = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                await bytes.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                if (bytes.Length > MostBytes)
                {
                    throw new IOException($"The file is longer than {MostBytes} bytes.");
                }
            }

            return bytes.ToArray();
        }
    }
}
