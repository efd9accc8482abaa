using System.Buffers.Binary;
using HealthFunctions.Health;

namespace HealthFunctions.Checks.Azure.Messaging;

/// <summary>
/// Refuses values that are nested too deeply, before the codec reads them: it reads described values by recursion without a limit,
/// and a stack that overflows ends the process.
/// </summary>
internal static class AmqpNesting
{
    private const int MostLevels = 64;

    private const byte Described = 0x00;
    private const byte FirstPrimitive = 0x40;
    private const byte FirstCompound = 0xC0;

    /// <summary>Validates values that follow each other.</summary>
    /// <param name="bytes">The values, as they are on the wire.</param>
    /// <param name="most">How many of them the codec will read. What follows is not looked at.</param>
    /// <exception cref="MessagingException">They are nested too deeply, or are no AMQP.</exception>
    public static void Validate(ReadOnlySpan<byte> bytes, int most = int.MaxValue)
    {
        Span<long> left = stackalloc long[MostLevels];
        int level = 0;
        while (!bytes.IsEmpty && most > 0)
        {
            long items = ReadConstructor(ref bytes);
            if (items > 0)
            {
                if (level == MostLevels)
                {
                    throw new MessagingException(HealthReason.UnexpectedAnswer, "The answer is nested too deeply.");
                }

                left[level++] = items;
                continue;
            }

            // The end of a value can be that of those around it.
            while (level > 0 && --left[level - 1] == 0)
            {
                level--;
            }

            most -= level == 0 ? 1 : 0;
        }

        if (level > 0)
        {
            throw NoAmqp();
        }
    }

    /// <summary>Reads the constructor of a value, and the value where it holds no others.</summary>
    /// <returns>How many values follow that belong to it.</returns>
    private static long ReadConstructor(ref ReadOnlySpan<byte> bytes)
    {
        byte constructor = bytes[0];
        bytes = bytes[1..];
        int kind = constructor >> 4;
        // Of two kinds that differ in the width of their sizes alone, the second is the wide one.
        bool isWide = kind % 2 == 1;
        switch (kind)
        {
            case 0x0 when constructor == Described:
                return 2;
            case 0x4:
                return 0;
            case >= 0x5 and <= 0x9:
                Skip(ref bytes, 1 << (kind - 0x5));
                return 0;
            case 0xA or 0xB:
                long size = ReadSize(ref bytes, isWide);
                Skip(ref bytes, size);
                return 0;
            case 0xC or 0xD:
                ReadSize(ref bytes, isWide);
                return ReadSize(ref bytes, isWide);
            case 0xE or 0xF:
                SkipArray(ref bytes, isWide);
                return 0;
            default:
                throw NoAmqp();
        }
    }

    /// <summary>Skips an array of values that hold no others: no service of Azure has another.</summary>
    private static void SkipArray(ref ReadOnlySpan<byte> bytes, bool isWide)
    {
        long size = ReadSize(ref bytes, isWide);
        // The constructor of its items comes after their count.
        int countBytes = isWide ? sizeof(uint) : sizeof(byte);
        if (size > countBytes && size <= bytes.Length && bytes[countBytes] is < FirstPrimitive or >= FirstCompound)
        {
            throw NoAmqp();
        }

        Skip(ref bytes, size);
    }

    private static long ReadSize(ref ReadOnlySpan<byte> bytes, bool isWide)
    {
        ReadOnlySpan<byte> value = bytes;
        Skip(ref bytes, isWide ? sizeof(uint) : sizeof(byte));
        return isWide ? BinaryPrimitives.ReadUInt32BigEndian(value) : value[0];
    }

    private static void Skip(ref ReadOnlySpan<byte> bytes, long count) =>
        bytes = count <= bytes.Length ? bytes[(int)count..] : throw NoAmqp();

    private static MessagingException NoAmqp() => new(HealthReason.UnexpectedAnswer, "The answer is not AMQP.");
}
