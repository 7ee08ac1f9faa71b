import { defineControl } from "../rehearsal-control.ts";
import { sellable } from "../token-case.ts";

/** Anybody can have a topic at AWS, whose messages are signed as well as Amazon's own. */
export const foreignTopic = defineControl({
  id: "foreign-topic",
  title: "A notification with a good signature from somebody else's topic",
  harm: "Whoever has an account at AWS could tell the back end about devices.",
  caughtBy: "the receiver's list of topics",
  remedy: "Take only messages whose TopicArn is your own; a good signature says no more than that AWS sent it.",
  async run(stage) {
    const item = sellable(stage, "foreign-topic")[0];
    if (item === undefined) return undefined;
    const { simulator } = stage.amazon;
    const topicArn = `${simulator.topicArn}-of-somebody-else`;
    const before = stage.amazon.receptions().length;
    const { deliveries } = await simulator.publish({
      message: JSON.stringify({ serialNumber: item.serial }),
      topicArn,
    });
    const reception = stage.amazon.receptions()[before];
    return {
      expected: "403, finding sns-topic",
      got: `${reception?.status ?? "nothing received"}, ${reception?.finding?.id ?? "no finding"}, ${deliveries.length} sent`,
      caught: reception?.status === 403 && reception.finding?.id === "sns-topic",
      exhibit: [
        { label: "topic of the maker", text: simulator.topicArn },
        { label: "topic of the message", text: topicArn, mark: "-of-somebody-else" },
      ],
    };
  },
});
