using HealthFunctions.Checks.Azure.Messaging;
using HealthFunctions.Health;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Encoding;
using Microsoft.Azure.Amqp.Framing;

namespace HealthFunctions.Checks.Tests.Azure;

/// <summary>Tests that no answer can overflow the stack of the process.</summary>
public sealed class AmqpNestingTests
{
    [Theory]
    [InlineData(new byte[] { 0x00 })]
    [InlineData(new byte[] { 0x00, 0x40 })]
    [InlineData(new byte[] { 0xC0, 0x02, 0x01 })]
    [InlineData(new byte[] { 0xD0, 0x00, 0x00, 0x00, 0x05, 0x00, 0x00, 0x00, 0x01 })]
    [InlineData(new byte[] { 0xE0, 0xFF, 0x01, 0x00 })]
    public void Values_that_are_nested_too_deeply_are_refused(byte[] level)
    {
        byte[] bytes = [.. Enumerable.Repeat(level, 100_000).SelectMany(bytes => bytes)];

        Assert.Equal(HealthReason.UnexpectedAnswer, Assert.Throws<MessagingException>(() => AmqpNesting.Validate(bytes)).Reason);
    }

    [Theory]
    [InlineData(new byte[] { 0xA1 })]
    [InlineData(new byte[] { 0xA1, 0x02, 0x41 })]
    [InlineData(new byte[] { 0xB0, 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0xC0, 0x01 })]
    [InlineData(new byte[] { 0x00, 0x40 })]
    [InlineData(new byte[] { 0x30 })]
    public void Values_that_are_cut_off_or_unknown_are_refused(byte[] bytes) =>
        Assert.Throws<MessagingException>(() => AmqpNesting.Validate(bytes));

    [Fact]
    public void What_a_service_sends_is_taken()
    {
        using AmqpMessage message = AmqpMessage.Create(new AmqpValue
        {
            Value = new AmqpMap
            {
                [new MapKey("messages")] = new List<object> { new AmqpMap { [new MapKey("message")] = new ArraySegment<byte>(new byte[300]) } },
                [new MapKey("partition_ids")] = Enumerable.Repeat("0", 2).ToArray(),
                [new MapKey("begin")] = 1L,
                [new MapKey("at")] = DateTime.UnixEpoch,
                [new MapKey("id")] = Guid.NewGuid(),
                [new MapKey("none")] = null!,
                [new MapKey("empty")] = new List<object>(),
            },
        });
        message.ApplicationProperties.Map["statusCode"] = 200;
        byte[] bytes = [.. message.GetPayload().SelectMany(part => part)];

        AmqpNesting.Validate(bytes);
        AmqpNesting.Validate([.. bytes, 0xFF], most: 2);
    }
}
